import { type Operator, parseOperator, type TextComparison } from './condition-operators';
import type { Fact, FactLookup } from './facts';
import { EVERYTHING, literalPattern, lowerCasePattern, type Pattern } from '../patterns/pattern';
import { patternOf } from './policy-text';
import type { Condition } from './statement';
import { isEmpty, type TextSet, witness } from '../patterns/witness';

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
  return verdicts.every((verdict) => verdict === 'true') ? 'true' : 'unknown';
}

function evaluate({ operator, key, values }: Condition, facts: FactLookup): Verdict {
  const parsed = parseOperator(operator);
  const { quantifier, negated, ifExists } = parsed;
  const fact = facts.get(key);
  if (parsed.base === 'Null') return evaluateNull(fact, values);
  if (fact === undefined) return 'unknown';
  if (quantifier !== undefined && fact.kind === 'values')
    return quantified(parsed, fact.texts, values, facts);
  // Whether IfExists counts with ForAnyValue is not documented.
  if (quantifier === 'ForAnyValue') return 'unknown';
  if (fact.kind === 'absent' && (quantifier === 'ForAllValues' || ifExists)) return 'true';
  // Every value has to match: one that matches nothing decides it, whatever the others are.
  if (quantifier === 'ForAllValues' && fact.kind === 'includes' && !negated) {
    return compareWith(parsed, fact, values, facts) === 'false' ? 'false' : 'unknown';
  }
  // A set of several values may differ from the one that is known; sets are left open.
  // Nor is it documented what becomes of several values without a quantifier.
  if (quantifier !== undefined || fact.kind === 'includes' || fact.kind === 'values') return 'unknown';
  const verdict = compareWith(parsed, fact, values, facts);
  return negated ? negate(verdict) : verdict;
}

/** Each of the values has to match, or one of them; `negated` is about each value by itself. */
function quantified(
  operator: Operator,
  texts: readonly string[],
  values: Condition['values'],
  facts: FactLookup,
): Verdict {
  const verdicts = texts.map((text) => {
    const verdict = compareWith(operator, { kind: 'text', text }, values, facts);
    return operator.negated ? negate(verdict) : verdict;
  });
  const [decisive, otherwise] = operator.quantifier === 'ForAllValues' ? DECIDED_BY_FALSE : DECIDED_BY_TRUE;
  if (verdicts.includes(decisive)) return decisive;
  return verdicts.includes('unknown') ? 'unknown' : otherwise;
}

/** Several values are compared one by one. */
type ComparedFact = Exclude<Fact, { kind: 'values' }>;

const DECIDED_BY_FALSE = ['false', 'true'] as const;
const DECIDED_BY_TRUE = ['true', 'false'] as const;

function compareWith(
  { base, text, compare }: Operator,
  fact: ComparedFact,
  values: Condition['values'],
  facts: FactLookup,
): Verdict {
  if (compare !== undefined) return compareNumbers(fact, values, compare);
  if (text === undefined) return 'unknown';
  // What Bool makes of other texts is not documented.
  if (base === 'Bool' && fact.kind === 'text' && !/^(?:true|false)$/i.test(fact.text)) return 'unknown';
  const verdict = compareTexts(fact, values, facts, text);
  // ARNs are compared part by part, and what is no ARN matches nothing: less matches than as mere text.
  return verdict === 'true' && base.startsWith('Arn') && !arePlainArns(fact, values) ? 'unknown' : verdict;
}

function compareTexts(
  fact: ComparedFact,
  values: Condition['values'],
  facts: FactLookup,
  { wildcards, ignoreCase }: TextComparison,
): Verdict {
  if (fact.kind === 'absent') return 'false';
  if (ignoreCase && fact.kind !== 'text') return 'unknown';
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const patterns = values.map((value) => {
    const pattern = patternOf(value, facts, wildcards);
    return pattern !== undefined && ignoreCase ? lowerCasePattern(pattern) : pattern;
  });
  const certain = patterns.filter((pattern): pattern is Pattern => pattern !== undefined);
  const set = valuesOf(fact, fold);
  if (isEmpty({ matching: set.matching, excluding: [...set.excluding, ...certain] })) return 'true';
  const disjoint = patterns.every(
    (pattern) =>
      pattern !== undefined &&
      witness({ matching: [...set.matching, pattern], excluding: set.excluding }) === undefined,
  );
  return disjoint ? 'false' : 'unknown';
}

/** The values that a fact leaves. */
function valuesOf(fact: Exclude<ComparedFact, { kind: 'absent' }>, fold: (text: string) => string): TextSet {
  if (fact.kind === 'text') return { matching: [literalPattern(fold(fact.text))], excluding: [] };
  return fact.kind === 'any' ? { matching: [EVERYTHING], excluding: [] } : fact.set;
}

/** Whether comparing these as text is comparing them as ARNs: no wildcard stands before the last part. */
function arePlainArns(fact: ComparedFact, values: Condition['values']): boolean {
  const plain = /^arn:(?:[^:*?]*:){4}/;
  return fact.kind === 'text' && plain.test(fact.text) && values.every((value) => plain.test(value ?? ''));
}

function compareNumbers(
  fact: ComparedFact,
  values: Condition['values'],
  compare: (left: number, right: number) => boolean,
): Verdict {
  if (fact.kind === 'absent') return 'false';
  if (fact.kind !== 'text') return 'unknown';
  const left = numberIn(fact.text);
  const outcomes = values.map((value) => {
    const right = numberIn(value);
    return Number.isNaN(left) || Number.isNaN(right) ? undefined : compare(left, right);
  });
  if (outcomes.includes(true)) return 'true';
  return outcomes.includes(undefined) ? 'unknown' : 'false';
}

function numberIn(text: string | undefined): number {
  return /^-?\d+(?:\.\d+)?$/.test(String(text)) ? Number(text) : NaN;
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
