import { literalPattern, type Pattern } from '../../packages/isolation-proof/src/patterns/pattern';
import { absent, type Fact, type FactLookup, known } from '../../packages/isolation-proof/src/policies/facts';
import { patternOf } from '../../packages/isolation-proof/src/policies/policy-text';
import type { Condition, Statement } from '../../packages/isolation-proof/src/policies/statement';
import { type TextSet, witness } from '../../packages/isolation-proof/src/patterns/witness';

/** Values of keys that some condition or variable of a policy is about. */
export type Assignment = ReadonlyMap<string, Fact>;

/** More assignments than this are not gone through; what they would tell stays unclear. */
const MOST_ASSIGNMENTS = 4096;

/** Stands for any value that no policy mentions. */
const UNMENTIONED = 'zz';

/**
 * Values of the context keys that statements are about, of every kind that the statements tell apart: absent,
 * each combination of the patterns that the key is compared with, and a value that nothing mentions.
 * @param fixed what is known of every request, and not varied
 * @param seeds values that a variable may have
 * @returns undefined if there are too many
 */
export function assignmentsOf(
  statements: readonly Statement[],
  fixed: ReadonlyMap<string, Fact>,
  seeds: readonly string[],
): Assignment[] | undefined {
  const variables = new Set(statements.flatMap(variablesIn).filter((key) => !fixed.has(key)));
  const conditions = statements.flatMap((statement) => statement.conditions);
  const keys = new Set([...conditions.map(({ key }) => key), ...variables].filter((key) => !fixed.has(key)));
  let assignments: Assignment[] = [new Map(fixed)];
  // Variables first: what other keys are compared with may have them in it.
  for (const key of [...variables, ...[...keys].filter((one) => !variables.has(one))]) {
    assignments = assignments.flatMap((assignment) =>
      valuesOf(
        conditions.filter((condition) => condition.key === key),
        assignment,
        variables.has(key) ? seeds : [],
      ).map((fact) => new Map([...assignment, [key, fact]])),
    );
    if (assignments.length > MOST_ASSIGNMENTS) return undefined;
  }
  return assignments;
}

function valuesOf(
  conditions: readonly Condition[],
  assignment: FactLookup,
  seeds: readonly string[],
): Fact[] {
  const texts = new Set(seeds);
  const patterns: Pattern[] = [];
  for (const { operator, values } of conditions) {
    if (operator === 'Null') continue;
    if (operator.includes('Bool')) texts.add('true').add('false');
    for (const value of values) {
      const pattern = patternOf(value, assignment, /Like|Arn/.test(operator));
      if (operator.includes('Numeric')) for (const text of aroundNumber(value ?? '')) texts.add(text);
      else if (pattern !== undefined && !operator.includes('Bool')) patterns.push(pattern);
    }
  }
  // Of numbers, and of true and false, there is no other value.
  if (!conditions.some(({ operator }) => /Numeric|Bool/.test(operator))) texts.add(UNMENTIONED);
  for (const text of witnessesOf(patterns)) texts.add(text);
  return [absent, ...[...texts].map(known)];
}

function aroundNumber(text: string): string[] {
  const number = Number(text);
  return Number.isNaN(number) ? [] : [number - 0.1, number, number + 0.1].map((value) => String(value));
}

/** A text of each kind that the patterns tell apart. */
function witnessesOf(patterns: readonly Pattern[]): string[] {
  let sets: TextSet[] = [{ matching: [], excluding: [literalPattern('')] }];
  for (const pattern of new Set(patterns)) {
    sets = sets.flatMap((set) =>
      [
        { ...set, matching: [...set.matching, pattern] },
        { ...set, excluding: [...set.excluding, pattern] },
      ].filter((part) => part.matching.length === 0 || witness(part) !== undefined),
    );
  }
  return sets.flatMap((set) => (set.matching.length === 0 ? [] : (witness(set) ?? [])));
}

function variablesIn({ resources, conditions }: Statement): string[] {
  return [...resources.texts, ...conditions.flatMap(({ values }) => values)].flatMap((text) =>
    Array.from((text ?? '').matchAll(/\$\{([^}*?$,]+)[^}]*\}/g), ({ 1: name = '' }) =>
      name.trim().toLowerCase(),
    ),
  );
}
