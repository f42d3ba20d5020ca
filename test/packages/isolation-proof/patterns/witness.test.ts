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

  test.each([0x100, 0x102])('finds a character that no pattern names, though they name %i', (count) => {
    const every = Array.from({ length: count }, (_value, code) => literalPattern(String.fromCharCode(code)));
    expect(witness({ matching: [pattern('?')], excluding: every })).toBe(String.fromCharCode(count));
  });
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
