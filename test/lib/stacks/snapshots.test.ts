import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';
import { environment, organization } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

/**
 * One snapshot for each kind of stack, for reviews: every change of a template shows here as a diff.
 * Bootstrap plumbing, which the CDK writes into every template, is left out.
 */
const templates = synthesize(
  wholeOf(
    environment({
      athenaCreateIamUser: true,
      dataConnectorRepositories: ['postgres'],
      organizations: [organization('acme'), organization('acme-eu', { athenaUsers: ['ann'] })],
    }),
  ),
);

test.each(['ts-test-shared', 'ts-test-organization-acme-eu'])('%s', async (stack) => {
  const { Description, Resources, Outputs } = templates[stack] ?? {};
  const json = JSON.stringify({ Description, Resources, Outputs });
  // As JSON with short values on one line, which is a third of the lines of Jest's own form.
  const readable = await format(json, { parser: 'json', plugins: [babel, estree], printWidth: 140 });
  expect(readable).toMatchSnapshot();
});
