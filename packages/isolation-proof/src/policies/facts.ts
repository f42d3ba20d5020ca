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

/** Where facts are looked up. */
export type FactLookup = Pick<Facts, 'get'>;

/** Facts of which the later ones win. */
export function combine(...facts: readonly Facts[]): FactLookup {
  const latestFirst = facts.filter(({ size }) => size > 0).reverse();
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
