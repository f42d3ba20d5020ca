import { Match } from 'aws-cdk-lib/assertions';
import { AnalystIdentityProvider } from '../../../constructs/analyst/analyst-identity-provider';
import type { AnalystAccess } from '../../../config/analysts';
import { BY_OIDC, BY_ROLES, BY_SAML } from '../../fixtures/analysts';
import { templateOf } from '../../fixtures/cdk-app';
import { NAMING } from '../../fixtures/environment';

function providerOf(access: AnalystAccess): ReturnType<typeof templateOf> {
  return templateOf((scope) => new AnalystIdentityProvider(scope, 'Provider', { naming: NAMING, access }));
}

test('an OIDC provider takes tokens of the issuer for the one audience, and ends with its place in the stack', () => {
  providerOf(BY_OIDC).hasResource('AWS::IAM::OIDCProvider', {
    Properties: { Url: 'https://identity.example.com', ClientIdList: ['analysts.test'] },
    DeletionPolicy: Match.absent(),
  });
});

test('a SAML provider is made from the metadata document, under the name that roles trust', () => {
  const metadataDocument = '<EntityDescriptor/>';
  providerOf({ saml: { provider: { metadataDocument } } }).hasResourceProperties('AWS::IAM::SAMLProvider', {
    Name: 'ts-test-analysts',
    SamlMetadataDocument: metadataDocument,
  });
});

test.each([
  ['a SAML provider that exists', BY_SAML],
  ['roles of the account', BY_ROLES],
])('nothing is made for %s', (_what, access) => {
  expect(providerOf(access).toJSON()).not.toHaveProperty('Resources');
});
