import {
  type Demand,
  findValue,
  type Found,
} from '../../../../packages/isolation-proof/src/difference/find-value';
import { valueTest } from '../../../../packages/isolation-proof/src/difference/value-test';
import {
  EVERYTHING,
  literalPattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import type { TextSet } from '../../../../packages/isolation-proof/src/patterns/witness';

function demand(passes: boolean, base: string, ...wanted: string[]): Demand {
  const test = valueTest(
    base,
    wanted.map((text) => (/^(?:StringLike|Arn)/.test(base) ? wildcardPattern(text) : literalPattern(text))),
  );
  if (test === undefined) throw new Error(`${base} is not modelled`);
  return { test, passes };
}
const is = (base: string, ...wanted: string[]): Demand => demand(true, base, ...wanted);
const isNot = (base: string, ...wanted: string[]): Demand => demand(false, base, ...wanted);
const within = (parts: Partial<TextSet>): TextSet => ({ matching: [], excluding: [], ...parts });
/** Demands that what was found does not meet. */
const unmet = (found: Found, demands: readonly Demand[]): Demand[] =>
  demands.filter(({ test: { holds }, passes }) => typeof found !== 'string' && holds(found.value) !== passes);
const text = (found: Found): string => (typeof found === 'string' ? `(${found})` : found.value);

/** Less than 9, and 10 or more. */
const NO_NUMBER = [is('NumericLessThan', '9'), isNot('NumericLessThan', '10')];

test.each<[string, Demand[], TextSet | undefined, string]>([
  ['anything', [], undefined, 'x'],
  ['what is wanted', [is('StringEquals', 'a')], undefined, 'a'],
  [
    'one of what is wanted, but not the other',
    [is('StringEquals', 'a', 'b'), isNot('StringEquals', 'a')],
    undefined,
    'b',
  ],
  ['an ordinary value, if any will do', [isNot('StringEquals', 'x')], undefined, 'true'],
  ['the next ordinary value', [isNot('StringEquals', 'x', 'true')], undefined, 'false'],
  ['the last but one', [isNot('StringEquals', 'x', 'true', 'false')], undefined, '1'],
  [
    'an ordinary value rather than one of a condition that must not hold',
    [isNot('NumericLessThan', '5')],
    undefined,
    'x',
  ],
  [
    'none of no number, whatever text it must not be',
    [...NO_NUMBER, isNot('StringEquals', 'q')],
    undefined,
    '(none)',
  ],
  [
    'perhaps one of no number, for all that samples show',
    [...NO_NUMBER, isNot('StringLike', 'q*')],
    undefined,
    '(unknown)',
  ],
  [
    'none of a number that is a word and begins as a number',
    [is('NumericLessThan', '0'), is('StringLike', '1*'), is('StringLike', 'w*')],
    undefined,
    '(none)',
  ],
  [
    'perhaps one of a number that may be a word',
    [is('NumericLessThan', '0'), is('StringLike', 'w*', '1*')],
    undefined,
    '(unknown)',
  ],
  ['no ordinary value', [isNot('StringEquals', 'x', 'true', 'false', '1')], undefined, ''],
  ['none of two texts at once', [is('StringEquals', 'a'), is('StringEquals', 'b')], undefined, '(none)'],
  ['none that is and is not', [is('StringLike', 'a*'), isNot('StringLike', 'a*')], undefined, '(none)'],
  ['none of no text', [is('StringEquals')], undefined, '(none)'],
  ['what two patterns have in common', [is('StringLike', 'a*'), is('StringLike', '*b')], undefined, 'ab'],
  [
    'what one of several patterns has',
    [is('StringLike', 'a?', 'b?'), is('StringLike', '?c', '?d'), isNot('StringLike', 'a*')],
    undefined,
    'bc',
  ],
  [
    'a shortest one that is not excluded',
    [is('StringLike', 'a?c', 'z?y'), isNot('StringLike', 'axc', 'a:c', 'a?c')],
    undefined,
    'zxy',
  ],
  ['a number', [is('NumericLessThan', '10'), isNot('NumericLessThan', '9')], undefined, '9'],
  [
    'a number between',
    [is('NumericGreaterThan', '9'), isNot('NumericGreaterThanEquals', '10')],
    undefined,
    '9.5',
  ],
  ['none of no number', [is('NumericLessThan', '9'), isNot('NumericLessThan', '10')], undefined, '(none)'],
  [
    'a date between',
    [is('DateGreaterThan', '2024-05-06T00:00:00Z'), isNot('DateGreaterThanEquals', '2024-05-06T00:00:01Z')],
    undefined,
    '2024-05-06T00:00:00.500Z',
  ],
  [
    'a number between, but for one',
    [is('NumericGreaterThan', '9'), is('NumericLessThan', '10'), isNot('StringEquals', '9.5')],
    undefined,
    '9.25',
  ],
  [
    'perhaps one of a number that begins as an address does',
    [is('NumericLessThan', '9'), is('StringLike', 'a*')],
    undefined,
    '(unknown)',
  ],
  [
    'none of a number that is a word',
    [is('NumericLessThan', '9'), is('StringLike', 'w*')],
    undefined,
    '(none)',
  ],
  [
    'none of a number with another name',
    [is('NumericEquals', '9'), is('StringEquals', 'x')],
    undefined,
    '(none)',
  ],
  [
    'the same of another case',
    [is('StringEqualsIgnoreCase', 'ab'), isNot('StringEquals', 'ab')],
    undefined,
    'AB',
  ],
  ['an ARN', [is('ArnLike', 'arn:aws:s3:::a*')], undefined, 'arn:aws:s3:::a'],
  ['none of an ARN that is none', [is('ArnLike', 'a*')], undefined, '(none)'],
])('%s', (_what, demands, set, expected) => {
  const found = findValue(demands, set);
  expect(text(found)).toBe(expected);
  expect(unmet(found, demands)).toStrictEqual([]);
});

describe('what else a value has to be', () => {
  test.each<[string, Demand[], Partial<TextSet>, string]>([
    [
      'an ordinary value that is so',
      [],
      { matching: [EVERYTHING], excluding: [literalPattern('x')] },
      'true',
    ],
    ['what is wanted and is so', [is('StringEquals', 'a', 'b')], { matching: [wildcardPattern('b*')] }, 'b'],
    [
      'none that is wanted and is not',
      [is('StringEquals', 'a')],
      { matching: [wildcardPattern('b*')] },
      '(none)',
    ],
    [
      'one of a choice',
      [],
      { oneOf: [[literalPattern('p'), literalPattern('q')]], excluding: [literalPattern('p')] },
      'q',
    ],
    ['a pattern and what is wanted', [is('StringLike', '*d')], { matching: [wildcardPattern('c*')] }, 'cd'],
    [
      'what is excluded',
      [is('StringLike', '?')],
      { oneOf: [[literalPattern('p'), literalPattern('q')]], excluding: [literalPattern('q')] },
      'p',
    ],
    [
      'a choice and a choice',
      [is('StringLike', 'p?', 'q?')],
      {
        oneOf: [[wildcardPattern('?r'), wildcardPattern('?s')]],
        excluding: [wildcardPattern('p*'), literalPattern('qr')],
      },
      'qs',
    ],
  ])('%s', (_what, demands, set, expected) => {
    expect(text(findValue(demands, within(set)))).toBe(expected);
  });
});

describe('a set of texts that is too much to search', () => {
  const failing = (error: Error): TextSet => ({
    matching: [],
    get excluding(): never {
      throw error;
    },
  });
  const two = [is('StringEquals', 'a'), is('StringEquals', 'b')];

  test('leaves it unknown whether there is a value', () => {
    expect(findValue(two, failing(new NotUnderstoodError('too many')))).toBe('unknown');
  });

  test('is told apart from any other failure', () => {
    expect(() => findValue(two, failing(new Error('broken')))).toThrow('broken');
  });
});

test('what ARNs must not match is kept clear of, however many there are', () => {
  const set = within({ matching: [wildcardPattern('arn:aws:s3:::?????')] });
  const found = findValue(
    [
      isNot(
        'ArnLike',
        ...Array.from(
          'abcdefghijklmnopqrstuvwxyz:?',
          (letter) => `arn:aws:s3:::${letter === '?' ? '0' : letter}*`,
        ),
      ),
    ],
    set,
  );
  expect(text(found)).toMatch(/^arn:aws:s3:::[^a-z:0].{4}$/);
});
