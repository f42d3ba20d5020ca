import {
  concatenate,
  literalPattern,
  type Pattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { witness } from '../../../../packages/isolation-proof/src/patterns/witness';
import { found } from './symbolic';

/** Whatever the variable's value is, nothing is left of what matches. */
test.each<[string, string[], string[]]>([
  ['the folder of the value, of which it is excluded', ['a/$/*'], ['a/$/*']],
  ['a file in that folder', ['a/$/b'], ['a/$/*']],
  ['the same folder in two policies', ['a/*', 'a/$/*', 'a/$/?*'], ['a/$/*']],
  ['where everything of the value is excluded', ['$'], ['*']],
  ['what one of two patterns with the value leaves', ['a/$', '$/b'], ['*/b']],
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
  ['a value behind anything else', ['a*$'], ['a$'], 'ax${name}'],
  ['the folder of the value, though other patterns name none', ['a/*', 'a/$/b'], [], 'a/${name}/b'],
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

test('a literal is in a choice of which a variable may have a value that matches it', () => {
  const literal = literalPattern('raw/acme/x');
  const choice = concatenate(literalPattern('raw/'), variablePattern('tag'), wildcardPattern('/*'));
  const set = (one: Pattern) => ({ matching: [literal], oneOf: [[one]], excluding: [] });
  expect(witness(set(choice))).toBe('raw/acme/x');
  expect(witness(set(concatenate(literalPattern('other/'), variablePattern('tag'))))).toBeUndefined();
});

test('a literal is in such a choice also where its other patterns, and other choices, have no variable', () => {
  const choice = [concatenate(literalPattern('raw/'), variablePattern('tag'), wildcardPattern('/*'))];
  const oneOf = [[...choice, literalPattern('other')], [wildcardPattern('raw/*')]];
  expect(witness({ matching: [literalPattern('raw/acme/x')], oneOf, excluding: [] })).toBe('raw/acme/x');
});
