import {
  keyOfPattern,
  textOfPattern,
} from '../../../../packages/isolation-proof/src/difference/pattern-text';
import {
  concatenate,
  literalPattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

const WHOLE = concatenate(wildcardPattern('a*b?'), variablePattern('aws:username'), literalPattern('c'));

test('a pattern reads as it is written', () => {
  expect(textOfPattern(WHOLE)).toBe('a*b?${aws:username}c');
  expect(textOfPattern(literalPattern('*?\\'))).toBe('*?\\');
});

test('the key of a pattern is its text where nothing could be taken for something else', () => {
  expect(keyOfPattern(WHOLE)).toBe('a*b?${aws:username}c');
});

test.each(['*', '?', '\\'])('a literal %s has another key than what it could be taken for', (character) => {
  expect(keyOfPattern(literalPattern(character))).toBe(`\\${character}`);
  expect(keyOfPattern(literalPattern(`a${character}`))).toBe(`a\\${character}`);
});
