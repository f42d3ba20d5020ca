import {
  ANY_CHARACTER,
  ANY_STRING,
  concatenate,
  EVERYTHING,
  isValue,
  isVariable,
  letterOf,
  literalPattern,
  lowerCasePattern,
  type Token,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

test.each<[string, readonly Token[], string, boolean]>([
  ['', [], '', false],
  ['ab', ['a', 'b'], 'ab', false],
  ['a*', ['a', ANY_STRING], 'a', true],
  ['*', [ANY_STRING], '', true],
  ['a?', ['a', ANY_CHARACTER], 'a', false],
  ['a**', ['a', ANY_STRING, ANY_STRING], 'a', false],
  ['a?*', ['a', ANY_CHARACTER, ANY_STRING], 'a', false],
  ['*a', [ANY_STRING, 'a'], '', false],
  ['a*b*', ['a', ANY_STRING, 'b', ANY_STRING], 'a', false],
])(
  'with wildcards, %s is %p: it begins with "%s", and anything follows: %s',
  (text, tokens, prefix, anything) => {
    expect(wildcardPattern(text)).toEqual({ tokens, prefix, isPrefixAndAnything: anything });
  },
);

test('as it stands, a text has no wildcards', () => {
  expect(literalPattern('a*?')).toEqual({
    tokens: ['a', '*', '?'],
    prefix: 'a*?',
    isPrefixAndAnything: false,
  });
});

test('half of a character of two code units is a token, as AWS compares texts', () => {
  expect(wildcardPattern('😀').tokens).toEqual(['\ud83d', '\ude00']);
});

test('the same text is the same pattern, so that what is known of it is found again', () => {
  expect(wildcardPattern('a*')).toBe(wildcardPattern('a*'));
  expect(literalPattern('a*')).toBe(literalPattern('a*'));
  expect(literalPattern('a*')).not.toBe(wildcardPattern('a*'));
});

test('one after the other, a wildcard of the first is where the prefix ends', () => {
  expect(concatenate(literalPattern('a*'), wildcardPattern('b*'), literalPattern('c'))).toEqual({
    tokens: ['a', '*', 'b', ANY_STRING, 'c'],
    prefix: 'a*b',
    isPrefixAndAnything: false,
  });
  expect(concatenate()).toEqual(wildcardPattern(''));
});

test('lower case leaves wildcards as they are', () => {
  expect(lowerCasePattern(wildcardPattern('Ab*C?'))).toEqual(wildcardPattern('ab*c?'));
});

test('everything is any text after nothing', () => {
  expect(EVERYTHING).toEqual(wildcardPattern('*'));
});

describe('policy variables', () => {
  const variable = { variable: 'aws:username' };

  test('a variable is a token of its own, in which the prefix ends', () => {
    expect(variablePattern('aws:username')).toEqual({
      tokens: [variable],
      prefix: '',
      isPrefixAndAnything: false,
    });
    expect(
      concatenate(literalPattern('home/'), variablePattern('aws:username'), literalPattern('/x')),
    ).toEqual({
      tokens: ['h', 'o', 'm', 'e', '/', variable, '/', 'x'],
      prefix: 'home/',
      isPrefixAndAnything: false,
    });
  });

  test.each<[Token | undefined, boolean]>([
    [variable, true],
    ['a', false],
    [ANY_STRING, false],
    [ANY_CHARACTER, false],
    [undefined, false],
  ])('%p is a variable: %s', (token, expected) => {
    expect(isVariable(token)).toBe(expected);
  });

  test('the value of a variable is a letter that reads as the variable is written, and no character is one', () => {
    expect(letterOf(variable)).toBe('${aws:username}');
    expect(isValue(letterOf(variable))).toBe(true);
    expect(isValue('$')).toBe(false);
  });
});
