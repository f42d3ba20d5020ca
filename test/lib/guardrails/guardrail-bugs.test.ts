import { guardrailsOf } from '../../../policies/guardrails/guardrails';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { BARELY_GUARDED, GUARDED } from '../../fixtures/guarded';
import { inGuardrail, judgeGuardrails, type Loosening } from './guarded';
import { OPEN_TO_ADMINISTRATORS, OPEN_TO_OUTSIDERS, withEntry } from './guardrail-bugs';

const [ADMINISTRATORS, OUTSIDERS] = ['guarded-changes', 'guarded-from-outsiders'];

/** Ids of the claims that do not hold, with the first request against each. */
function broken(
  loosening: Loosening,
): [claim: string, action: string | undefined, resource: string | undefined][] {
  return judgeGuardrails(loosening).flatMap(({ id, violations }) => {
    const [violation] = violations;
    return violation === undefined ? [] : [[id, violation.request?.action, violation.request?.resource]];
  });
}

const without = (): readonly JsonObject[] => [];
test('the guardrails hold as they are, with everything an environment can ask for and with nothing', () => {
  for (const config of [GUARDED, BARELY_GUARDED]) {
    expect(
      judgeGuardrails(undefined, config).map(({ id, verdict, violations }) => [id, verdict, violations]),
    ).toEqual([
      [ADMINISTRATORS, 'proved', []],
      [OUTSIDERS, 'proved', []],
    ]);
  }
});

/** Statements of which no claim of isolation depends. */
const OF_NO_CLAIM = new Set([
  'OnlyNewTls', // also in the policy of every bucket
  'RegionsOfEnvironment',
  'NoRootUser',
]);

const STATEMENTS = guardrailsOf(GUARDED).flatMap(({ document }) =>
  'Statement' in document ? (document.Statement as readonly { Sid: string }[]) : [],
);

test.each(STATEMENTS.map(({ Sid }) => Sid).filter((sid) => !OF_NO_CLAIM.has(sid)))(
  'without the statement %s a claim fails with a request',
  (sid) => {
    const found = broken(inGuardrail(sid, without));
    expect(found).toEqual([[expect.any(String), expect.any(String), expect.any(String)]]);
  },
);

test.each(OPEN_TO_ADMINISTRATORS)('administrators: %s', (_bug, loosening, action) => {
  const [found, ...others] = broken(loosening);
  expect(others).toEqual([]);
  expect(found?.[0]).toBe(ADMINISTRATORS);
  expect(found?.[1]).toMatch(action.endsWith(':') ? new RegExp(`^${action}`) : new RegExp(`^${action}$`));
});

test.each(OPEN_TO_OUTSIDERS)('outsiders: %s', (_bug, loosening) => {
  expect(broken(loosening).map(([claim]) => claim)).toEqual([OUTSIDERS]);
});

test('a guardrail that allows is not counted as one', () => {
  expect(() => broken(inGuardrail('NobodyLeaves', withEntry('Effect', 'Allow')))).toThrow(
    /NobodyLeaves of scp-account allows/,
  );
});
