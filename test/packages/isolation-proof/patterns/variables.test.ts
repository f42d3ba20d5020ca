import * as fc from 'fast-check';
import { matchesText } from '../../../../packages/isolation-proof/src/patterns/matches-text';
import {
  concatenate,
  literalPattern,
  type Pattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { witness } from '../../../../packages/isolation-proof/src/patterns/witness';

/** A pattern in which `$` is a variable. */
function symbolic(text: string): Pattern {
  return withValue(text, variablePattern('name'));
}

function withValue(text: string, value: Pattern): Pattern {
  return concatenate(...text.split(/(\$)/).map((part) => (part === '$' ? value : wildcardPattern(part))));
}

const found = (matching: readonly string[], excluding: readonly string[]): string | undefined =>
  witness({ matching: matching.map(symbolic), excluding: excluding.map(symbolic) });

/** Whatever the variable's value is, nothing is left of what matches. */
test.each<[string, string[], string[]]>([
  ['the folder of the value, of which it is excluded', ['a/$/*'], ['a/$/*']],
  ['a file in that folder', ['a/$/b'], ['a/$/*']],
  ['the same folder in two policies', ['a/*', 'a/$/*', 'a/$/?*'], ['a/$/*']],
  ['where everything of the value is excluded', ['$'], ['*']],
])('finds nothing in %s', (_where, matching, excluding) => {
  expect(found(matching, excluding)).toBeUndefined();
});

test.each<[string, string[], string[], string]>([
  ['a wildcard in the place of the variable', ['a/*/*'], ['a/$/*'], 'a//'],
  ['a slash that is missing after it', ['a/$*'], ['a/$/*'], 'a/${name}'],
  ['a text that only a value of two characters could avoid', ['a/$'], ['a/?'], 'a/${name}'],
  ['a text that only a value of two characters matches', ['a/$', 'a/??'], [], 'a/${name}'],
  ['a name that begins with the value', ['a/$1/*'], ['a/$/*'], 'a/${name}1/'],
  ['a value that is a part of a literal', ['a/$/*', 'a/berlin-1/*'], ['a/x*'], 'a/${name}/'],
  ['a folder that is there whatever the value is', ['a/b/*'], ['a/$/*'], 'a/b/'],
  ['values that overlap', ['a$*', 'ab$*'], ['a$'], 'a${name}x'],
])('finds %s', (_what, matching, excluding, expected) => {
  expect(found(matching, excluding)).toBe(expected);
});

test('knows two variables apart', () => {
  const [one, other] = ['one', 'other'].map(variablePattern) as [Pattern, Pattern];
  const folder = (value: Pattern): Pattern => concatenate(literalPattern('a/'), value, wildcardPattern('/*'));
  expect(witness({ matching: [folder(one)], excluding: [folder(other)] })).toBe('a/${one}/');
  expect(witness({ matching: [folder(one)], excluding: [folder(other), folder(one)] })).toBeUndefined();
});

test('what is found in no text is in the set for no value: against every short text and value', () => {
  const patterns = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '?', '$'), { maxLength: 5 })
    .map((characters) => characters.join(''));
  const sets = fc.record({
    matching: fc.array(patterns, { minLength: 1, maxLength: 3 }),
    excluding: fc.array(patterns, { maxLength: 2 }),
  });
  const texts = textsUpTo(4);
  const values = textsUpTo(2).filter((text) => text !== '');
  let empty = 0;
  fc.assert(
    fc.property(sets, ({ matching, excluding }) => {
      if (found(matching, excluding) !== undefined) return;
      empty += 1;
      const left = values.flatMap((value) => {
        const exact = (text: string): Pattern => withValue(text, literalPattern(value));
        const [wanted, unwanted] = [matching.map(exact), excluding.map(exact)];
        return texts.filter(
          (text) =>
            wanted.every((pattern) => matchesText(pattern, text)) &&
            !unwanted.some((pattern) => matchesText(pattern, text)),
        );
      });
      expect(left).toEqual([]);
    }),
    { numRuns: 1500 },
  );
  // Otherwise nothing was compared.
  expect(empty).toBeGreaterThan(100);
});

function textsUpTo(length: number): string[] {
  if (length === 0) return [''];
  const shorter = textsUpTo(length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => ['a', 'b', '/'].map((character) => text + character))];
}

test('a literal is in a choice of which a variable may have a value that matches it', () => {
  const literal = literalPattern('raw/acme/x');
  const choice = concatenate(literalPattern('raw/'), variablePattern('tag'), wildcardPattern('/*'));
  const set = (one: Pattern) => ({ matching: [literal], oneOf: [[one]], excluding: [] });
  expect(witness(set(choice))).toBe('raw/acme/x');
  expect(witness(set(concatenate(literalPattern('other/'), variablePattern('tag'))))).toBeUndefined();
});
