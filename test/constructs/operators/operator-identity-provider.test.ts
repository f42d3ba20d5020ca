import { OperatorIdentityProvider } from '../../../constructs/operators/operator-identity-provider';
import { AnalystIdentityProvider } from '../../../constructs/analyst/analyst-identity-provider';
import type { OperatorSignIn } from '../../../config/operations';
import { operatorAudiences } from '../../../config/operations';
import { BY_OIDC } from '../../fixtures/analysts';
import { templateOf } from '../../fixtures/cdk-app';
import { NAMING } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC, OPERATORS_BY_ROLES, OPERATORS_BY_SAML } from '../../fixtures/operators';

function providerOf(signIn: OperatorSignIn, analystIssuer?: string): ReturnType<typeof templateOf> {
  return templateOf(
    (scope) => new OperatorIdentityProvider(scope, 'Provider', { naming: NAMING, signIn, analystIssuer }),
  );
}

test('an OIDC provider takes tokens for the audience of each role', () => {
  providerOf(OPERATORS_BY_OIDC, 'https://identity.example.com').hasResourceProperties(
    'AWS::IAM::OIDCProvider',
    {
      Url: 'https://operators.example.com',
      ClientIdList: [
        'auditor.test',
        'hub-operator.test',
        'hub-revoker.test',
        'monitor.test',
        'secret-writer.test',
      ],
    },
  );
});

test('a SAML provider is made from the metadata document, under a name of its own', () => {
  const metadataDocument = '<EntityDescriptor/>';
  providerOf({ saml: { provider: { metadataDocument } } }).hasResourceProperties('AWS::IAM::SAMLProvider', {
    Name: 'ts-test-operators',
    SamlMetadataDocument: metadataDocument,
  });
});

test.each([
  ["the analysts' own issuer", OPERATORS_BY_OIDC, 'https://operators.example.com'],
  ['a SAML provider that exists', OPERATORS_BY_SAML, undefined],
  ['roles', OPERATORS_BY_ROLES, undefined],
])('nothing is made for %s', (_what, signIn, issuer) => {
  expect(providerOf(signIn, issuer).toJSON()).not.toHaveProperty('Resources');
});

test("the analysts' provider takes the operators' audiences, too, each once", () => {
  const audiences = [...operatorAudiences(OPERATORS_BY_OIDC), 'analysts.test'];
  templateOf(
    (scope) =>
      new AnalystIdentityProvider(scope, 'Provider', {
        naming: NAMING,
        access: BY_OIDC,
        operatorAudiences: audiences,
      }),
  ).hasResourceProperties('AWS::IAM::OIDCProvider', {
    ClientIdList: ['analysts.test', ...operatorAudiences(OPERATORS_BY_OIDC)],
  });
});
