import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';
import { COMPLIANCE_PACKS } from '../../../config/compliance-packs';
import type { OperatorSignIn } from '../../../config/operations';
import { buildApp } from '../../../lib/stacks/build-app';
import { BY_OIDC } from '../../fixtures/analysts';
import { newApp } from '../../fixtures/cdk-app';
import { ACME, ACME_EU, environment } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC, OPERATORS_BY_ROLES, OPERATORS_BY_SAML } from '../../fixtures/operators';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const STACK = 'ts-test-operations';

const operating = (signIn: OperatorSignIn, more: Parameters<typeof environment>[0] = {}) =>
  environment({ operations: { signIn }, ...more });

/** For reviews: every change of the template shows here as a diff. */
test('the stack of the operators’ roles', async () => {
  const { Description, Resources, Outputs } = synthesize(wholeOf(operating(OPERATORS_BY_ROLES)))[STACK] ?? {};
  const json = JSON.stringify({ Description, Resources, Outputs });
  const readable = await format(json, { parser: 'json', plugins: [babel, estree], printWidth: 140 });
  expect(readable).toMatchSnapshot();
});

test('is the same for any number of organizations, and absent where nobody asks for it', () => {
  const of = (organizations: ReturnType<typeof environment>['organizations']) =>
    synthesize(wholeOf(operating(OPERATORS_BY_OIDC, { organizations })))[STACK];
  expect(of([ACME])).toEqual(of([ACME, ACME_EU]));
  expect(synthesize(wholeOf(environment()))).not.toHaveProperty(STACK);
});

test('has a role only where somebody may sign in to it, and no organization’s tag', () => {
  const issuer = 'https://operators.example.com';
  const signIn = { oidc: { issuer, audiences: { monitor: 'monitor.test' } } };
  const { Resources = {} } = synthesize(wholeOf(operating(signIn)))[STACK] ?? {};
  const roles = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
  expect(roles.map(({ Properties }) => Properties?.['RoleName'])).toEqual(['ts-test-monitor']);
  expect(JSON.stringify(Resources)).not.toContain('orgSlug');
});

test('takes the analysts’ provider where the issuer is the same', () => {
  const signIn: OperatorSignIn = {
    oidc: { issuer: 'https://identity.example.com', audiences: { auditor: 'auditor.test' } },
  };
  const templates = synthesize(wholeOf(operating(signIn, { analysts: BY_OIDC })));
  const providers = Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::IAM::OIDCProvider')
      .map(({ Properties }) => [stack, Properties?.['ClientIdList']]),
  );
  expect(providers).toEqual([['ts-test-shared', ['analysts.test', 'auditor.test']]]);
});

test.each([
  ['OIDC', OPERATORS_BY_OIDC],
  ['SAML', OPERATORS_BY_SAML],
  ['roles', OPERATORS_BY_ROLES],
])('by %s: the proof holds, and the rule packs have no unacknowledged finding', (_way, signIn) => {
  const app = newApp();
  buildApp(app, wholeOf(operating(signIn, { compliancePacks: COMPLIANCE_PACKS })));
  expect(() => app.synth()).not.toThrow();
});
