import type { Fact, FactLookup } from './facts';
import { EVERYTHING, literalPattern, type Pattern } from './pattern';
import { patternOf } from './policy-text';
import { NotUnderstoodError } from './resolve';
import type { Condition } from './statement';
import { isEmpty, witness } from './witness';

/** `unknown` where it depends on what is not known of the request. */
export type Verdict = 'true' | 'false' | 'unknown';

/**
 * Whether the conditions of a statement hold for every request with these facts (`true`), for none
 * (`false`), or for some. A caller counts `unknown` as holding in Allow and as not holding in Deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @throws NotUnderstoodError for an operator that is not known
 */
export function evaluateConditions(conditions: readonly Condition[], facts: FactLookup): Verdict {
  const verdicts = conditions.map((condition) => evaluate(condition, facts));
  if (verdicts.includes('false')) return 'false';
  return verdicts.includes('unknown') ? 'unknown' : 'true';
}

/** Operators whose values are texts, by how the two are compared. */
const TEXT_OPERATORS: Readonly<
  Record<string, { readonly wildcards: boolean; readonly ignoreCase: boolean }>
> = {
  StringEquals: { wildcards: false, ignoreCase: false },
  StringEqualsIgnoreCase: { wildcards: false, ignoreCase: true },
  StringLike: { wildcards: true, ignoreCase: false },
  // The two are the same: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
  ArnEquals: { wildcards: true, ignoreCase: false },
  ArnLike: { wildcards: true, ignoreCase: false },
  Bool: { wildcards: false, ignoreCase: true },
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

const NUMERIC: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  NumericEquals: (left, right) => left === right,
  NumericNotEquals: (left, right) => left !== right,
  NumericLessThan: (left, right) => left < right,
  NumericLessThanEquals: (left, right) => left <= right,
  NumericGreaterThan: (left, right) => left > right,
  NumericGreaterThanEquals: (left, right) => left >= right,
};

/** Operators whose outcome is left open: nothing that is proved here depends on them. */
const LEFT_OPEN =
  /^(?:Date(?:Not)?Equals|Date(?:Less|Greater)Than(?:Equals)?|(?:Not)?IpAddress|BinaryEquals)$/;

function evaluate({ operator, key, values }: Condition, facts: FactLookup): Verdict {
  const [, quantifier, base = operator, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const fact = facts.get(key);
  if (base === 'Null') return evaluateNull(fact, values);
  if (fact?.kind === 'absent' && (quantifier === 'ForAllValues' || ifExists !== undefined)) return 'true';

  const positive = NEGATED[base] ?? base;
  const verdict = evaluatePresentOrAbsent(positive, fact, values, facts);
  const signed = base in NEGATED ? negate(verdict) : verdict;
  // Of a key that may be absent, an operator that passes then can be told only where the key is known.
  if (fact === undefined) return 'unknown';
  // A set of several values may differ from the one that is known; sets are left open.
  return quantifier === undefined ? signed : 'unknown';
}

function evaluatePresentOrAbsent(
  operator: string,
  fact: Fact | undefined,
  values: Condition['values'],
  facts: FactLookup,
): Verdict {
  const text = TEXT_OPERATORS[operator];
  if (text !== undefined) return fact === undefined ? 'unknown' : compareTexts(fact, values, facts, text);
  const compare = NUMERIC[operator];
  if (compare !== undefined) return fact === undefined ? 'unknown' : compareNumbers(fact, values, compare);
  if (LEFT_OPEN.test(operator)) return 'unknown';
  throw new NotUnderstoodError(`the condition operator ${operator} is not known`);
}

function compareTexts(
  fact: Fact,
  values: Condition['values'],
  facts: FactLookup,
  { wildcards, ignoreCase }: { readonly wildcards: boolean; readonly ignoreCase: boolean },
): Verdict {
  if (fact.kind === 'absent') return 'false';
  if (ignoreCase && fact.kind === 'among') return 'unknown';
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const patterns = values.map((value) =>
    patternOf(value === undefined ? undefined : fold(value), facts, wildcards),
  );
  const certain = patterns.filter((pattern): pattern is Pattern => pattern !== undefined);
  const set =
    fact.kind === 'among' ? fact.set : { matching: [literalPattern(fold(fact.text))], excluding: [] };
  if (isEmpty({ matching: set.matching, excluding: [...set.excluding, ...certain] })) return 'true';
  const disjoint = patterns.every(
    (pattern) =>
      pattern !== undefined &&
      witness({ matching: [...set.matching, pattern], excluding: set.excluding }) === undefined,
  );
  return disjoint ? 'false' : 'unknown';
}

function compareNumbers(
  fact: Fact,
  values: Condition['values'],
  compare: (left: number, right: number) => boolean,
): Verdict {
  if (fact.kind === 'absent') return 'false';
  if (fact.kind === 'among') return 'unknown';
  const left = Number(fact.text);
  const verdicts = values.map((value): Verdict => {
    const right = Number(value ?? NaN);
    if (Number.isNaN(left) || Number.isNaN(right)) return 'unknown';
    return compare(left, right) ? 'true' : 'false';
  });
  if (verdicts.includes('true')) return 'true';
  return verdicts.includes('unknown') ? 'unknown' : 'false';
}

function evaluateNull(fact: Fact | undefined, values: Condition['values']): Verdict {
  if (fact === undefined || values.length !== 1) return 'unknown';
  const [wanted] = values;
  if (wanted !== 'true' && wanted !== 'false') return 'unknown';
  return (wanted === 'true') === (fact.kind === 'absent') ? 'true' : 'false';
}

/** The other way round; what is not known stays so. */
export function negate(verdict: Verdict): Verdict {
  if (verdict === 'unknown') return verdict;
  return verdict === 'true' ? 'false' : 'true';
}

/** Any value at all. */
export const ANY_VALUE: Fact = { kind: 'among', set: { matching: [EVERYTHING], excluding: [] } };
