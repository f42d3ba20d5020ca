import { Naming } from '../../../config/naming';
import type { OperatorSignIn } from '../../../config/operations';
import { externalAccounts, operatorTrust } from '../../../policies/operators/operator-trust';
import { policyDocument } from '../../../policies/statement';
import { environment, NAMING, regionNamed } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC, OPERATORS_BY_ROLES, OPERATORS_BY_SAML } from '../../fixtures/operators';

function trustOf(use: 'monitor' | 'auditor', signIn: OperatorSignIn, naming = NAMING): unknown {
  return policyDocument(operatorTrust(naming, use, signIn)).Statement;
}

test('an OIDC token for the audience of the role, which names the person and brings no tags', () => {
  expect(trustOf('monitor', OPERATORS_BY_OIDC)).toEqual([
    {
      Sid: 'IdentityProvider',
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/operators.example.com' },
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity'],
      Condition: {
        StringEquals: { 'operators.example.com:aud': 'monitor.test' },
        StringLike: { 'sts:SourceIdentity': '*' },
      },
    },
  ]);
});

test('nobody, where the issuer has no audience for the role', () => {
  const signIn = {
    oidc: { issuer: 'https://operators.example.com', audiences: { monitor: 'monitor.test' } },
  };
  expect(trustOf('auditor', signIn)).toEqual([]);
  expect(trustOf('auditor', { roles: {} })).toEqual([]);
});

test('a SAML assertion for the sign-in page, which names the person', () => {
  expect(trustOf('auditor', OPERATORS_BY_SAML)).toEqual([
    {
      Sid: 'IdentityProvider',
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/identity' },
      Action: ['sts:AssumeRoleWithSAML', 'sts:SetSourceIdentity'],
      Condition: {
        StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
        StringLike: { 'sts:SourceIdentity': '*' },
      },
    },
  ]);
});

test('a SAML provider that the operations stack makes, at the sign-in page of the partition', () => {
  const naming = new Naming(environment({ region: regionNamed('cn-north-1') }));
  const signIn = { saml: { provider: { metadataDocument: '<EntityDescriptor/>' } } };
  expect(trustOf('monitor', signIn, naming)).toMatchObject([
    {
      Principal: { Federated: 'arn:aws-cn:iam::111122223333:saml-provider/ts-test-operators' },
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.amazonaws.cn/saml' } },
    },
  ]);
});

test('roles of the account, and those of another one only with their external id', () => {
  expect(trustOf('auditor', OPERATORS_BY_ROLES)).toEqual([
    {
      Sid: 'Roles1',
      Effect: 'Allow',
      Principal: {
        AWS: [
          'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Audit_0123456789abcdef',
        ],
      },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: { StringLike: { 'sts:SourceIdentity': '*' } },
    },
    {
      Sid: 'Roles2',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::444455556666:role/auditors'] },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: {
        StringEquals: { 'sts:ExternalId': 'engagement-2026' },
        StringLike: { 'sts:SourceIdentity': '*' },
      },
    },
  ]);
});

test('other accounts are told apart from the environment’s own', () => {
  expect(externalAccounts(NAMING, 'auditor', OPERATORS_BY_ROLES)).toEqual(['444455556666']);
  expect(externalAccounts(NAMING, 'monitor', OPERATORS_BY_ROLES)).toEqual([]);
  expect(externalAccounts(NAMING, 'auditor', OPERATORS_BY_OIDC)).toEqual([]);
});

test('ten roles with the longest ARNs fit into a trust policy', () => {
  const arn = (index: number): string =>
    `arn:aws-us-gov:iam::111122223333:role/aws-reserved/sso.amazonaws.com/us-gov-west-1/AWSReservedSSO_${'x'.repeat(31)}_0123456789abcde${index}`;
  const roles = { monitor: Array.from({ length: 10 }, (_, index) => ({ arn: arn(index) })) };
  expect(JSON.stringify(policyDocument(operatorTrust(NAMING, 'monitor', { roles }))).length).toBeLessThan(
    2_048,
  );
});
