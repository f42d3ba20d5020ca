import type { AnalystAccess } from '../../../config/analysts';
import { Naming } from '../../../config/naming';
import { analystTrust } from '../../../policies/analyst/analyst-trust';
import { policyDocument } from '../../../policies/statement';
import { BY_OIDC, BY_ROLES, BY_SAML } from '../../fixtures/analysts';
import { ACME_EU, environment, NAMING, regionNamed } from '../../fixtures/environment';

function trustOf(access: AnalystAccess, naming = NAMING): unknown {
  return policyDocument(analystTrust(naming, ACME_EU.slug, access)).Statement;
}

test('an OIDC token for this audience and with the tag of the organization, and no other tag', () => {
  expect(trustOf(BY_OIDC)).toEqual([
    {
      Sid: 'IdentityProvider',
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/identity.example.com' },
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
      Condition: {
        StringEquals: { 'identity.example.com:aud': 'analysts.test', 'aws:RequestTag/orgSlug': 'acme-eu' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'orgSlug' },
      },
    },
  ]);
});

test.each([
  ['a path', 'https://id.example.com/realms/one', 'id.example.com/realms/one'],
  ['a slash at the end, which the tokens have, too', 'https://example.auth0.com/', 'example.auth0.com/'],
])('an issuer with %s', (_what, issuer, name) => {
  expect(trustOf({ oidc: { issuer, audience: 'a' } })).toMatchObject([
    {
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${name}` },
      Condition: { StringEquals: { [`${name}:aud`]: 'a' } },
    },
  ]);
});

test('a SAML assertion for the sign-in page, with the same tag', () => {
  expect(trustOf(BY_SAML)).toEqual([
    {
      Sid: 'IdentityProvider',
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/identity' },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'SAML:aud': 'https://signin.aws.amazon.com/saml',
          'aws:RequestTag/orgSlug': 'acme-eu',
        },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'orgSlug' },
      },
    },
  ]);
});

test.each([
  ['cn-north-1', 'https://signin.amazonaws.cn/saml'],
  ['us-gov-west-1', 'https://signin.amazonaws-us-gov.com/saml'],
])('the sign-in page of %s', (region, audience) => {
  const naming = new Naming(environment({ region: regionNamed(region) }));
  expect(trustOf(BY_SAML, naming)).toMatchObject([{ Condition: { StringEquals: { 'SAML:aud': audience } } }]);
});

test('a SAML provider that the shared stack makes, and another address', () => {
  const provider = { metadataDocument: '<EntityDescriptor/>' };
  expect(trustOf({ saml: { provider, audience: 'http://localhost:7890/athena' } })).toMatchObject([
    {
      Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/ts-test-analysts' },
      Condition: { StringEquals: { 'SAML:aud': 'http://localhost:7890/athena' } },
    },
  ]);
});

test('roles whose sessions carry the tag of the organization, and which bring no tags', () => {
  expect(trustOf(BY_ROLES)).toEqual([
    {
      Sid: 'RolesOfAnalysts',
      Effect: 'Allow',
      Principal: {
        AWS: [
          'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Analysts_0123456789abcdef',
        ],
      },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': 'acme-eu' } },
    },
  ]);
});

/** Identity Center's, with a name of the greatest length; a digit follows. */
const LONGEST_ARN = `arn:aws-us-gov:iam::111122223333:role/aws-reserved/sso.amazonaws.com/us-gov-west-1/AWSReservedSSO_${'x'.repeat(31)}_0123456789abcde`;

test('ten roles with the longest ARNs fit into a trust policy', () => {
  const roles = Array.from({ length: 10 }, (_, index) => `${LONGEST_ARN}${index}`);
  expect(JSON.stringify(trustOf({ roles })).length).toBeLessThan(2_048);
});
