import { decide, type Decision } from '../../../../packages/isolation-proof/src/decide/decide';
import type { ContextValue } from '../../../../packages/isolation-proof/src/decide/request';
import { ALL_POLICIES } from '../../../../packages/isolation-proof/src/access/lens';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { BY_CONDITION, BY_POLICIES, BY_STATEMENT } from '../access/documented-decisions';
import { everyFact } from '../access/known-requests';
import { caseOf, policy, USER } from '../access/naive-decision';
import type { Case } from '../access/random-policies';
import { questionOf } from '../access/question-of';

const NOT_MODELLED = 'on example:key is not modelled for this request; give the request the key';
/** What is not decided, since AWS does not document it or since it is not modelled. */
const NOT_DECIDED: ReadonlyMap<string, string> = new Map([
  ['a Deny with NotPrincipal for others', 'NotPrincipal is not supported; name the principals'],
  ['a Deny with NotPrincipal, user and account', 'NotPrincipal is not supported; name the principals'],
  ['a Deny with NotPrincipal, user alone', 'NotPrincipal is not supported; name the principals'],
  ['a variable without a value', 'open'],
  [`ArnLike arn:aws:iam::*:user/* for ${USER}`, `ArnLike ${NOT_MODELLED}`],
  [`ArnEquals arn:*:iam::*:user/ali?? for ${USER}`, `ArnEquals ${NOT_MODELLED}`],
  [`ArnLike arn:*:user/alice for ${USER}`, `ArnLike ${NOT_MODELLED}`],
  ['NumericLessThan 1.2 for x', `NumericLessThan ${NOT_MODELLED}`],
  ['ForAnyValue:StringEquals a for undefined', `ForAnyValue:StringEquals ${NOT_MODELLED}`],
]);
const OUTCOMES = { allow: 'allowed', deny: 'denied' };

const BUCKET = { kind: 'bucket' as const, document: policy({ Action: 'sns:Publish', Principal: '*' }) };

function outcome(one: Case): Decision['outcome'] {
  const { subject, guarded } = questionOf({ resource: BUCKET, ...one }, ALL_POLICIES);
  if (guarded === undefined) throw new Error('there is no bucket');
  const { action, resource } = one.request;
  const context = new Map<string, ContextValue>();
  for (const [key, fact] of everyFact(one.request)) {
    const several = fact.kind === 'values' ? fact.texts : undefined;
    context.set(key, fact.kind === 'text' ? fact.text : several);
  }
  return decide({ guarded: [guarded], principals: [] }, { requester: subject, action, resource, context })
    .outcome;
}

/** The outcome, or why there is none. */
function answer(one: Case): string | undefined {
  try {
    return outcome(one);
  } catch (error) {
    if (!(error instanceof UndecidedError)) throw error;
    return error.unknowns.map(({ reason }) => reason).join();
  }
}

describe('requests that AWS documents how it decides', () => {
  test.each(BY_POLICIES)('%s: %s', (what, expected, policies, request) => {
    expect(answer(caseOf(policies, request))).toBe(NOT_DECIDED.get(what) ?? OUTCOMES[expected]);
  });

  test.each(BY_STATEMENT)('%s: %s', (what, expected, statement, request) => {
    const one = caseOf({ identity: [policy(statement)] }, request);
    expect(answer(one)).toBe(NOT_DECIDED.get(what) ?? OUTCOMES[expected]);
  });

  test.each(BY_CONDITION)('%s: %s for %j and %j', (operator, expected, wanted, present) => {
    const identity = [policy({ Condition: { [operator]: { 'example:Key': wanted } } })];
    const context = present === undefined ? {} : { 'example:key': present };
    const what = `${operator} ${String(wanted)} for ${String(present)}`;
    expect(answer(caseOf({ identity }, { context }))).toBe(NOT_DECIDED.get(what) ?? OUTCOMES[expected]);
  });
});
