import type { Fact, FactLookup } from '../policies/facts';
import { patternOf } from '../policies/policy-text';
import type { Condition, Statement } from '../policies/statement';
import type { Atoms } from './atoms';
import { all, any, type Formula, not } from './formula';
import { testedOperator, valueTest } from './value-test';

/**
 * A condition as a formula about its context key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionFormula(
  condition: Condition,
  statement: Statement,
  facts: FactLookup,
  atoms: Atoms,
): Formula {
  const { operator, key, values } = condition;
  const { base, quantifier, negated, ifExists, wildcards } = testedOperator(operator);
  const fact = facts.get(key);
  const absent = fact === undefined ? atoms.absent(key) : fact.kind === 'absent';
  const present = not(absent);
  if (base === 'Null') {
    return any(...values.map((value) => (value === 'true' ? absent : present)));
  }
  if (values.includes(undefined)) return opaque(condition, statement, atoms);
  const wanted = values.flatMap((value) => patternOf(value, facts, wildcards) ?? []);
  const test = valueTest(base, wanted);
  if (test === undefined) return opaque(condition, statement, atoms);
  /** That each value that the request carries passes, or that none does. */
  const every = (isNegated: boolean): Formula => {
    const known = valuesOf(fact);
    return known === undefined
      ? atoms.every(key, test, isNegated)
      : known.every((value) => test.holds(value) !== isNegated);
  };
  if (quantifier === 'ForAllValues') return any(absent, every(negated));
  if (quantifier === 'ForAnyValue') return all(present, not(every(!negated)));
  return negated || ifExists ? any(absent, every(negated)) : all(present, every(false));
}

/** Of a fact that a value is among many, atoms know more. */
function valuesOf(fact: Fact | undefined): readonly string[] | undefined {
  if (fact?.kind === 'text') return [fact.text];
  return fact?.kind === 'values' ? fact.texts : undefined;
}

/** What is not understood is the same on both sides as long as it is written alike. */
function opaque({ operator, key, values }: Condition, { source, name }: Statement, atoms: Atoms): Formula {
  const place = values.includes(undefined) ? [source.path, name] : [];
  return atoms.opaque(JSON.stringify([...place, operator, key, [...values].map((value) => value ?? null)]));
}

/** Policy variables of a statement that have no value yet: their keys, and the texts around them. */
export function openVariables({ resources, conditions }: Statement, facts: FactLookup): Set<string> {
  const texts = [...resources.texts, ...conditions.flatMap(({ values }) => values)];
  const keys = texts.flatMap((text) =>
    text?.includes('${') === true
      ? [...text.matchAll(/\$\{([^},]*)[^}]*\}/g)].map(([, key = '']) => key.trim().toLowerCase())
      : [],
  );
  return new Set(keys.filter((key) => !/^[*?$]?$/.test(key) && facts.get(key) === undefined));
}
