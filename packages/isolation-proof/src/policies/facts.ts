import type { TextSet } from '../patterns/witness';

/** What is known of one context key of a request. A key that no fact is about can be absent or have any value. */
export type Fact =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  /** Present, with a value of which nothing else is known: what holds for it holds for every value. */
  | { readonly kind: 'any' }
  /** Present, with some value of the set. */
  | { readonly kind: 'among'; readonly set: TextSet }
  /** Present, with several values perhaps, of which one at least is of the set. */
  | { readonly kind: 'includes'; readonly set: TextSet }
  /** Present, with exactly these values, of a key that may have several. */
  | { readonly kind: 'values'; readonly texts: readonly string[] };

/** Facts by context key, in lower case. */
export type Facts = ReadonlyMap<string, Fact>;

export const NOTHING_KNOWN: Facts = new Map();

/** Where facts are looked up. */
export type FactLookup = Pick<Facts, 'get'>;

const combined = new WeakMap<Facts, WeakMap<Facts, WeakMap<Facts, FactLookup>>>();

/**
 * Facts of which the later ones win. Of the same ones they are the same lookup, so that what they make of a statement
 * is found out once; they must not change afterwards.
 */
export function combine(first: Facts, second: Facts, third: Facts): FactLookup {
  const afterFirst = combined.get(first) ?? new WeakMap<Facts, WeakMap<Facts, FactLookup>>();
  combined.set(first, afterFirst);
  const afterSecond = afterFirst.get(second) ?? new WeakMap<Facts, FactLookup>();
  afterFirst.set(second, afterSecond);
  const lookup = afterSecond.get(third) ?? latestOf([third, second, first]);
  afterSecond.set(third, lookup);
  return lookup;
}

function latestOf(facts: readonly Facts[]): FactLookup {
  // Stryker disable next-line MethodExpression,ConditionalExpression,EqualityOperator: saves time only; none has a fact
  const latestFirst = facts.filter(({ size }) => size > 0);
  return {
    get: (key) => {
      for (const some of latestFirst) {
        const fact = some.get(key);
        if (fact !== undefined) return fact;
      }
      return undefined;
    },
  };
}

export const absent: Fact = { kind: 'absent' };

/** See {@link Fact}: policies that use the key as a variable are asked about with all of its values at once. */
export const anyValue: Fact = { kind: 'any' };

export function known(text: string): Fact {
  return { kind: 'text', text };
}
