import { findAccess } from '../../../../packages/isolation-proof/src/access/access';
import { ALL_POLICIES } from '../../../../packages/isolation-proof/src/access/lens';
import { BY_CONDITION, BY_POLICIES, BY_STATEMENT } from './documented-decisions';
import { everyFact } from './known-requests';
import { caseOf, policy, USER } from './naive-decision';
import type { Case } from './random-policies';
import { questionOf } from './question-of';

/** Denied, and found all the same: what is left open counts as allowed. */
const FOUND_ALL_THE_SAME: ReadonlySet<string> = new Set([
  // Whether it is a role or a user that a resource policy names is not asked.
  'a boundary, and a resource policy that names the role',
  // NotPrincipal is taken to deny nobody.
  'a Deny with NotPrincipal for others',
  'a Deny with NotPrincipal, user alone',
  // What AWS makes of these is not documented, or not modelled.
  'a variable without a value',
  `ArnLike arn:*:user/alice for ${USER}`,
  'NumericLessThan 1.2 for x',
  'ForAnyValue:StringEquals a for undefined',
]);

/** What is found out of a request of which everything is known. */
function found(one: Case): 'allow' | 'deny' {
  const access = findAccess({ ...questionOf(one, ALL_POLICIES), facts: everyFact(one.request) });
  return access === undefined ? 'deny' : 'allow';
}

describe('requests that AWS documents how it decides', () => {
  test.each(BY_POLICIES)('%s: %s', (what, expected, policies, request) => {
    const answer = FOUND_ALL_THE_SAME.has(what) ? 'allow' : expected;
    expect(found(caseOf(policies, request))).toBe(answer);
  });

  test.each(BY_STATEMENT)('%s: %s', (what, expected, statement, request) => {
    const answer = FOUND_ALL_THE_SAME.has(what) ? 'allow' : expected;
    expect(found(caseOf({ identity: [policy(statement)] }, request))).toBe(answer);
  });

  test.each(BY_CONDITION)('%s: %s for %j and %j', (operator, expected, wanted, present) => {
    const identity = [policy({ Condition: { [operator]: { 'example:Key': wanted } } })];
    const context = present === undefined ? {} : { 'example:key': present };
    const isOpen = FOUND_ALL_THE_SAME.has(`${operator} ${String(wanted)} for ${String(present)}`);
    expect(found(caseOf({ identity }, { context }))).toBe(isOpen ? 'allow' : expected);
  });
});
