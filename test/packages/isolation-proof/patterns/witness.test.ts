import * as fc from 'fast-check';
import {
  concatenate,
  literalPattern,
  type Pattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { isCovered, witness } from '../../../../packages/isolation-proof/src/patterns/witness';

const pattern = wildcardPattern;

describe('witness', () => {
  test.each<[string, string[], string[], string | undefined]>([
    ['a literal', ['acme'], [], 'acme'],
    ['the shortest text of a wildcard', ['a*'], [], 'a'],
    ['what one question mark needs', ['a?'], [], 'ax'],
    ['nothing, where a literal excludes itself', ['acme'], ['acme'], undefined],
    ['nothing, where a wildcard is excluded by itself', ['acme/*'], ['acme/*'], undefined],
    ['nothing, where the exclusion is wider', ['acme/data/*'], ['acme/*'], undefined],
    ['the neighbour that a missing slash lets in', ['acme*'], ['acme/*'], 'acme'],
    ['a text of two wildcards at once', ['*acme', 'b*'], [], 'bacme'],
    ['nothing, where two literals differ', ['acme', 'acme-eu'], [], undefined],
    ['nothing, where all of an intersection is excluded', ['a*', '*b'], ['a*b'], undefined],
    ['what is left between exclusions', ['a?'], ['ab', 'ax'], 'ay'],
    ['the empty text', ['*'], ['?*'], ''],
  ])('finds %s', (_what, matching, excluding, expected) => {
    expect(witness({ matching: matching.map(pattern), excluding: excluding.map(pattern) })).toBe(expected);
  });

  test('takes characters of a literal pattern as they are', () => {
    const own = concatenate(literalPattern('a*c'), pattern('/*'));
    expect(witness({ matching: [own, pattern('axc/*')], excluding: [] })).toBeUndefined();
    expect(witness({ matching: [own], excluding: [] })).toBe('a*c/');
  });

  test('finds a character that no pattern names, however many they name', () => {
    const every = Array.from({ length: 0x100 }, (_value, code) => literalPattern(String.fromCharCode(code)));
    expect(witness({ matching: [pattern('?')], excluding: every })).toBe('\u0100');
  });
});

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

describe('many alternatives', () => {
  const choices = (
    text: (choice: number, which: number) => string,
    { of = 10, each = 3 } = {},
  ): Pattern[][] =>
    Array.from({ length: of }, (_choice, choice) =>
      Array.from({ length: each }, (_which, which) => pattern(text(choice, which))),
    );

  test('are not multiplied out: ten times three folders, of which all have one in common, or none', () => {
    const shared = choices((choice, which) => (which === 2 ? 'b/acme/*' : `b/${choice}-${which}/*`));
    expect(witness({ matching: [pattern('b/*')], oneOf: shared, excluding: [] })).toBe('b/acme/');
    const apart = choices((choice, which) => `b/${choice}-${which}/*`);
    expect(witness({ matching: [pattern('b/*')], oneOf: apart, excluding: [] })).toBeUndefined();
  });

  test('that cannot be told apart in a reasonable time are refused, and never taken for empty', () => {
    // Refused after so many steps, however many the set would take: more patterns would make each step longer, no more.
    const of = 6;
    const letter = (index: number): string => String.fromCharCode(97 + index);
    const entangled = choices(
      (choice, which) => `*${letter(choice)}*${letter((choice + which + 1) % of)}*${which}*`,
      { of, each: 2 },
    );
    const excluding = entangled
      .flat()
      .map(({ tokens }) => concatenate(pattern('*0*'), { ...pattern('*'), tokens }));
    expect(() => witness({ matching: [pattern('?*')], oneOf: entangled, excluding })).toThrow(
      /fewer wildcards/,
    );
  });
});

test('the pattern of an ARN of 2,000 characters with many wildcards is decided at once', () => {
  const long: Pattern = pattern(`arn:aws:s3:::b/${'acme*/'.repeat(300)}`);
  expect(isCovered(long, [pattern('arn:aws:s3:::b/acme*')])).toBe(true);
  expect(isCovered(pattern('arn:aws:s3:::b/acme*'), [long])).toBe(false);
});
