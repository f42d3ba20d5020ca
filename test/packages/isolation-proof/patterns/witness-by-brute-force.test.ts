import * as fc from 'fast-check';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { isCovered, witness } from '../../../../packages/isolation-proof/src/patterns/witness';

const pattern = wildcardPattern;

describe('against brute force on short texts', () => {
  const ALPHABET = ['a', 'b', '/'];
  const TEXTS = textsUpTo(5);
  const patterns = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 5 })
    .map((characters) => characters.join(''));
  const sets = fc.record({
    matching: fc.array(patterns, { minLength: 1, maxLength: 3 }),
    oneOf: fc.array(fc.array(patterns, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
    excluding: fc.array(patterns, { maxLength: 3 }),
  });
  const setOf = ({
    matching,
    oneOf,
    excluding,
  }: Record<'matching' | 'excluding', string[]> & { oneOf: string[][] }) => ({
    matching: matching.map(pattern),
    oneOf: oneOf.map((choice) => choice.map(pattern)),
    excluding: excluding.map(pattern),
  });

  test('a witness is in the set, and no text of brute force is shorter', () => {
    fc.assert(
      fc.property(sets, ({ matching, oneOf, excluding }) => {
        const found = witness(setOf({ matching, oneOf, excluding }));
        const isIn = (text: string): boolean =>
          matching.every((m) => matches(m, text)) &&
          oneOf.every((choice) => choice.some((m) => matches(m, text))) &&
          !excluding.some((e) => matches(e, text));
        const brute = TEXTS.find(isIn);
        // Either both find a text, or neither does; brute force tries the shortest texts first. What it does not find may
        // be longer than its texts. Without `expect`, which in thousands of runs takes longer than what it compares.
        if (found === undefined) return brute === undefined;
        return isIn(found) && found.length <= (brute?.length ?? Infinity);
      }),
      { numRuns: 5000 },
    );
  });

  test('a set minus itself is empty, and a pattern covers itself', () => {
    fc.assert(
      fc.property(patterns, (text) => {
        expect(isCovered(pattern(text), [pattern(text)])).toBe(true);
      }),
    );
  });

  test('one more wanted pattern never finds what was not there; one more exclusion neither', () => {
    fc.assert(
      fc.property(sets, patterns, (texts, more) => {
        const set = setOf(texts);
        fc.pre(witness(set) === undefined);
        expect(witness({ ...set, matching: [...set.matching, pattern(more)] })).toBeUndefined();
        expect(witness({ ...set, excluding: [...set.excluding, pattern(more)] })).toBeUndefined();
      }),
    );
  });

  /** Brute-force match, on purpose by other means than automata. */
  function matches(glob: string, text: string): boolean {
    if (glob === '') return text === '';
    const [first = '', rest] = [glob[0], glob.slice(1)];
    if (first === '*') return matches(rest, text) || (text !== '' && matches(glob, text.slice(1)));
    return text !== '' && (first === '?' || first === text[0]) && matches(rest, text.slice(1));
  }

  function textsUpTo(length: number): string[] {
    if (length === 0) return [''];
    const shorter = textsUpTo(length - 1);
    const longest = shorter.filter((text) => text.length === length - 1);
    return [
      ...shorter,
      ...longest.flatMap((text) => [...ALPHABET, 'x'].map((character) => text + character)),
    ];
  }
});
