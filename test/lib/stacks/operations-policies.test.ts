import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';
import { isObject, type Json } from '../../../packages/isolation-proof/src/templates/json';
import { environment, organization } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC } from '../../fixtures/operators';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

/**
 * Every statement of the stacks of operators and of the audit, for reviews. Claims refute what allows more; what
 * allows less, and so keeps somebody from a job, shows here as a diff.
 */
const templates = JSON.parse(
  JSON.stringify(
    synthesize(
      wholeOf(
        environment({
          operations: {
            signIn: OPERATORS_BY_OIDC,
            breakGlass: { sessionMinutes: 60, notify: ['security@example.com'] },
            audit: { retentionDays: 2192, organizations: true },
          },
          organizations: [
            { ...organization('acme'), audit: true },
            { ...organization('acme-eu'), audit: true },
          ],
        }),
      ),
    ),
  ),
) as Record<string, Record<string, Json>>;

/** Every list of statements, by where it stands. */
function statementsIn(value: Json | undefined, place: string): [string, Json][] {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => statementsIn(item, `${place}.${index}`));
  }
  if (!isObject(value)) return [];
  const { Statement: statements, ...others } = value;
  return [
    ...(statements === undefined ? [] : [[place, statements] satisfies [string, Json]]),
    ...Object.entries(others).flatMap(([key, child]) => statementsIn(child, `${place}.${key}`)),
  ];
}

test.each(['ts-test-operations', 'ts-test-audit'])('the statements of %s', async (stack) => {
  const statements = statementsIn(templates[stack]?.['Resources'], stack);
  expect(statements.length).toBeGreaterThan(3);
  const json = JSON.stringify(Object.fromEntries(statements));
  const readable = await format(json, { parser: 'json', plugins: [babel, estree], printWidth: 140 });
  expect(readable).toMatchSnapshot();
});
