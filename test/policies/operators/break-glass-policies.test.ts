import { breakGlassPolicy } from '../../../policies/operators/break-glass-policy';
import { breakGlassTrust } from '../../../policies/operators/break-glass-trust';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';

const bucket = (purpose: string): string => `arn:aws:s3:::ts-test-${purpose}-111122223333-eu-central-1-an`;
const BUCKETS = ['raw', 'standardized', 'artifacts', 'athena-results'].map(bucket);
const USER = 'arn:aws:iam::111122223333:user/jane';
const ROLE = 'arn:aws:iam::111122223333:role/on-call';
const FOREIGN = 'arn:aws:iam::999988887777:role/partner';

test('break-glass reads in the folder of the tag of its session, and nowhere without a tag', () => {
  expect(policyDocument(breakGlassPolicy(NAMING)).Statement).toEqual([
    {
      Sid: 'ListFolder',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: BUCKETS,
      Condition: { StringLike: { 's3:prefix': '${aws:PrincipalTag/orgSlug}/*' } },
    },
    {
      Sid: 'ReadObjects',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:GetObjectVersion'],
      Resource: BUCKETS.map((arn) => `${arn}/\${aws:PrincipalTag/orgSlug}/*`),
    },
    {
      Sid: 'DecryptObjects',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
      Condition: {
        StringEquals: {
          'aws:ResourceTag/orgSlug': '${aws:PrincipalTag/orgSlug}',
          'kms:ViaService': 's3.eu-central-1.amazonaws.com',
        },
      },
    },
    {
      Sid: 'DenyWithoutOrganization',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Null: { 'aws:PrincipalTag/orgSlug': 'true' } },
    },
  ]);
});

const demanded = {
  StringLike: { 'sts:SourceIdentity': '?*', 'aws:RequestTag/reason': '?*', 'aws:RequestTag/orgSlug': '?*' },
  StringNotLike: { 'aws:RequestTag/orgSlug': '*/*' },
};
const fromRegion = { 'aws:RequestedRegion': 'eu-central-1' };
const TAGS = ['orgSlug', 'reason'];

test('users show MFA, roles are tagged with it, and each other account has its external id', () => {
  const trusted = [{ arn: ROLE }, { arn: FOREIGN, externalId: 'contract-17' }, { arn: USER }];
  const Action = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
  const keys = { 'ForAllValues:StringEquals': { 'aws:TagKeys': TAGS } };
  expect(policyDocument(breakGlassTrust(NAMING, { roles: { 'break-glass': trusted } })).Statement).toEqual([
    {
      Sid: 'Users',
      Effect: 'Allow',
      Principal: { AWS: [USER] },
      Action,
      Condition: {
        StringEquals: fromRegion,
        ...demanded,
        ...keys,
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      },
    },
    {
      Sid: 'Roles',
      Effect: 'Allow',
      Principal: { AWS: [ROLE] },
      Action,
      Condition: { StringEquals: { ...fromRegion, 'aws:PrincipalTag/mfa': 'true' }, ...demanded, ...keys },
    },
    {
      Sid: 'Roles2',
      Effect: 'Allow',
      Principal: { AWS: [FOREIGN] },
      Action,
      Condition: {
        StringEquals: { ...fromRegion, 'aws:PrincipalTag/mfa': 'true', 'sts:ExternalId': 'contract-17' },
        ...demanded,
        ...keys,
      },
    },
  ]);
});

test.each([
  [
    { oidc: { issuer: 'https://id.example.com', audiences: { 'break-glass': 'emergency' } } },
    'arn:aws:iam::111122223333:oidc-provider/id.example.com',
    'sts:AssumeRoleWithWebIdentity',
    { 'id.example.com:aud': 'emergency' },
  ],
  [
    { saml: { provider: { metadataDocument: '<xml/>' } } },
    'arn:aws:iam::111122223333:saml-provider/ts-test-operators',
    'sts:AssumeRoleWithSAML',
    { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
  ],
] as const)('an identity provider says that MFA was used: %j', (signIn, Federated, action, audience) => {
  expect(policyDocument(breakGlassTrust(NAMING, signIn)).Statement).toEqual([
    {
      Sid: 'IdentityProvider',
      Effect: 'Allow',
      Principal: { Federated },
      Action: [action, 'sts:TagSession', 'sts:SetSourceIdentity'],
      Condition: {
        StringEquals: { ...fromRegion, ...audience, 'aws:RequestTag/mfa': 'true' },
        ...demanded,
        'ForAllValues:StringEquals': { 'aws:TagKeys': [...TAGS, 'mfa'] },
      },
    },
  ]);
});

test('an audience that lets in to other roles opens nothing', () => {
  const signIn = { oidc: { issuer: 'https://id.example.com', audiences: { auditor: 'auditor' } } };
  expect(breakGlassTrust(NAMING, signIn)).toEqual([]);
});
