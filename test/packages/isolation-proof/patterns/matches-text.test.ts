import { matchesText } from '../../../../packages/isolation-proof/src/patterns/matches-text';
import {
  concatenate,
  literalPattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

test.each<[string, readonly string[], readonly string[]]>([
  ['', [''], ['a']],
  ['ab', ['ab'], ['', 'a', 'abc', 'xb']],
  ['*', ['', 'a', 'ab'], []],
  ['a/*', ['a/', 'a/b'], ['a', 'b/']],
  ['a?c', ['abc', 'a?c'], ['ac', 'abbc', 'abx', 'ab']],
  ['*b', ['b', 'ab', 'bb', 'abb', 'bab'], ['', 'a', 'ba']],
  ['*ab', ['ab', 'aab', 'abab'], ['aba', 'b']],
  ['a*bc*d', ['abcd', 'abbcd', 'axbcbxd', 'abcdd'], ['abd', 'abc', 'abcdx', 'acbd']],
  // What the first `*` takes is settled once a later one is reached.
  ['*a*b', ['ab', 'aab', 'axbab'], ['ba', 'bb']],
  ['?*?', ['ab', 'abc'], ['a', '']],
  ['?b**', ['ab', 'abc'], ['a', 'b']],
])('"%s" matches %j, and does not match %j', (pattern, matched, refused) => {
  const matches = (text: string): boolean => matchesText(wildcardPattern(pattern), text);
  expect(matched.filter((text) => !matches(text))).toEqual([]);
  expect(refused.filter(matches)).toEqual([]);
});

test('a star that is meant literally, and a variable, take nothing but what is written so', () => {
  const literal = concatenate(literalPattern('a*'), wildcardPattern('?'));
  expect([matchesText(literal, 'a*x'), matchesText(literal, 'abx')]).toEqual([true, false]);
  const variable = concatenate(literalPattern('a/'), variablePattern('name'));
  expect([matchesText(variable, 'a/x'), matchesText(variable, 'a/')]).toEqual([false, false]);
});
