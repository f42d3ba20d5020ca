import { literalPattern, type Pattern } from '../patterns/pattern';
import { type TextSet, witness } from '../patterns/witness';
import { NotUnderstoodError } from '../templates/resolved';
import { quantitiesBetween } from './quantities';
import type { ValueTest } from './value-test';

/** What a value has to pass, or must not pass. */
export interface Demand {
  readonly test: ValueTest;
  readonly passes: boolean;
}

/** `none`: there is no such value; `unknown`: none was found, and there may be one. */
export type Found = { readonly value: string } | 'none' | 'unknown';

/** Values that read well in an example. */
const ORDINARY = ['x', 'true', 'false', '1', ''];

/** Values that patterns propose and tests refuse, before the search is given up. */
const MOST_PROPOSALS = 40;

/**
 * Looks for one value that meets every demand.
 * @param within what else it has to be, if anything
 */
export function findValue(demands: readonly Demand[], within?: TextSet): Found {
  const meets = (value: string): boolean => demands.every(({ test, passes }) => test.holds(value) === passes);
  const samples = [
    ...demands.filter(({ passes }) => passes).flatMap(({ test }) => test.samples),
    ...ORDINARY,
    ...demands.filter(({ passes }) => !passes).flatMap(({ test }) => test.samples),
  ];
  const isFound = (value: string): boolean => meets(value) && (within === undefined || isIn(value, within));
  const sample =
    samples.find(isFound) ?? (isQuantity(demands) ? quantitiesBetween(samples).find(isFound) : undefined);
  if (sample !== undefined) return { value: sample };
  if (isAgainstForm(demands)) return 'none';
  try {
    return proposed(demands, meets, within);
  } catch (error) {
    if (error instanceof NotUnderstoodError) return 'unknown';
    throw error;
  }
}

/** Lets patterns propose values; what they say is necessary, and not always sufficient. */
function proposed(
  demands: readonly Demand[],
  meets: (value: string) => boolean,
  within: TextSet = { matching: [], excluding: [] },
): Found {
  const wanted = demands.flatMap(({ test, passes }) =>
    passes && test.within !== undefined ? [test.within] : [],
  );
  const excluding: Pattern[] = [
    ...within.excluding,
    ...demands.flatMap(({ test, passes }) => (!passes && test.isExact ? (test.within ?? []) : [])),
  ];
  // Those that are more than necessary help to find a value sooner.
  const more = demands.flatMap(({ test, passes }) => (!passes && !test.isExact ? (test.within ?? []) : []));
  const propose = (without: readonly Pattern[]): string | undefined =>
    wanted.some((patterns) => patterns.length === 0)
      ? undefined
      : witness({
          matching: [
            ...within.matching,
            ...wanted.flatMap((patterns) => (patterns.length === 1 ? patterns : [])),
          ],
          oneOf: [...(within.oneOf ?? []), ...wanted.filter((patterns) => patterns.length > 1)],
          excluding: without,
        });
  const first = propose([...excluding, ...more]);
  if (first !== undefined && meets(first)) return { value: first };
  for (let proposals = 0; proposals < MOST_PROPOSALS; proposals += 1) {
    const value = propose(excluding);
    if (value === undefined) return 'none';
    if (meets(value)) return { value };
    excluding.push(literalPattern(value));
  }
  return 'unknown';
}

/** Characters of numbers, dates and addresses. */
const OF_A_QUANTITY = /^[-+0-9A-Fa-f.:/TZ]*$/;
const IS_QUANTITY = /^\["(?:Numeric|Date|Ip|Bool|StringEqualsIgnoreCase)/;

function isQuantity(demands: readonly Demand[]): boolean {
  return demands.some(({ test, passes }) => passes && IS_QUANTITY.test(test.id));
}

/**
 * Whether a value would have to be a number, a date, an address or one of few texts. Samples stand for all of those,
 * unless patterns ask for a part of them.
 */
function isAgainstForm(demands: readonly Demand[]): boolean {
  if (!isQuantity(demands)) return false;
  const patterns = demands.flatMap(({ test, passes }) =>
    test.within === undefined ? [] : [{ passes, within: test.within }],
  );
  if (patterns.every(({ passes, within }) => !passes && within.every(isLiteral))) return true;
  return patterns.some(
    ({ passes, within }) =>
      passes &&
      within.every(
        ({ tokens }) =>
          isLiteral({ tokens }) ||
          tokens.some((token) => typeof token === 'string' && !OF_A_QUANTITY.test(token)),
      ),
  );
}

/** What is literal was tried as a sample. */
function isLiteral({ tokens }: Pick<Pattern, 'tokens'>): boolean {
  return tokens.every((token) => typeof token === 'string');
}

function isIn(value: string, { matching, oneOf = [], excluding }: TextSet): boolean {
  const literal = literalPattern(value);
  return witness({ matching: [literal, ...matching], oneOf, excluding }) !== undefined;
}
