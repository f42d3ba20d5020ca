import {
  evaluateConditions,
  type Verdict,
} from '../../../../packages/isolation-proof/src/policies/conditions';
import { absent, anyValue, type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';

const KEY = 'aws:k';
const starting: Fact = { kind: 'among', set: { matching: [wildcardPattern('a*')], excluding: [] } };
/** Undefined where the templates do not tell. */
type Value = string | undefined;

function verdictOf(operator: string, values: readonly Value[], fact: Fact): Verdict {
  return evaluateConditions([{ operator, key: KEY, values }], new Map([[KEY, fact]]));
}

describe('numbers', () => {
  test.each<[string, readonly Value[], Fact, Verdict]>([
    ['one of several is enough', ['2', '1'], known('1'), 'true'],
    ['what is no number cannot spoil a match', ['x', '1'], known('1'), 'true'],
    ['what is no number leaves open what nothing matches', ['2', 'x'], known('1'), 'unknown'],
    ['a value that is not known', [undefined], known('1'), 'unknown'],
    ['an absent key', ['1'], absent, 'false'],
    ['one of many', ['1'], starting, 'unknown'],
  ])('%s', (_what, values, fact, expected) => {
    expect(verdictOf('NumericEquals', values, fact)).toBe(expected);
  });
});

describe('one of a set of texts', () => {
  const set = (matching: string, excluding: string): Fact => ({
    kind: 'among',
    set: { matching: [wildcardPattern(matching)], excluding: [wildcardPattern(excluding)] },
  });
  test.each<[string, string, readonly Value[], Fact, Verdict]>([
    ['all of it matches', 'StringLike', ['a*'], set('a*', 'ab*'), 'true'],
    ['all that is left of it matches', 'StringEquals', ['a'], set('a*', 'a?*'), 'true'],
    ['what would match is left out of it', 'StringLike', ['ab*'], set('a*', 'ab*'), 'false'],
    ['some of it matches', 'StringLike', ['ac*'], set('a*', 'ab*'), 'unknown'],
    [
      'nothing of it matches one of the values, and another is not known',
      'StringLike',
      ['b*', undefined],
      starting,
      'unknown',
    ],
    ['without case, sets are left open', 'StringEqualsIgnoreCase', ['b'], starting, 'unknown'],
    [
      'ARNs of a set are left open',
      'ArnLike',
      ['arn:aws:iam::1:*'],
      set('arn:aws:iam::1:role/*', 'x'),
      'unknown',
    ],
  ])('%s', (_what, operator, values, fact, expected) => {
    expect(verdictOf(operator, values, fact)).toBe(expected);
  });
});

/** What AWS makes of these is not documented. */
describe('texts that are no boolean, and no count of values', () => {
  test.each<[string, string, readonly Value[], Fact, Verdict]>([
    ['more before it', 'Bool', ['xtrue'], known('xtrue'), 'unknown'],
    ['more behind it', 'Bool', ['falsex'], known('falsex'), 'unknown'],
    ['but capitals are one', 'Bool', ['true'], known('TRUE'), 'true'],
    ['Null of twice the same', 'Null', ['true', 'true'], absent, 'unknown'],
    ['Null of what is not known', 'Null', [undefined], absent, 'unknown'],
  ])('%s', (_what, operator, values, fact, expected) => {
    expect(verdictOf(operator, values, fact)).toBe(expected);
  });
});

/** AWS compares part by part, and what is no ARN matches nothing. */
test.each<[string, string, string]>([
  ['no ARN', 'x', 'x'],
  ['too few parts', 'arn:aws:iam:role', 'arn:aws:iam:role'],
  ['more before it', 'xarn:aws:iam::1:role/x', 'xarn:aws:iam::1:role/x'],
  ['a wildcard for a part', 'arn:*:iam::1:role/x', 'arn:aws:iam::1:role/x'],
  ['a wildcard in a part', 'arn:aws:i?m::1:role/x', 'arn:aws:iam::1:role/x'],
])('texts that match and cannot be compared as ARNs are left open: %s', (_what, value, text) => {
  expect(verdictOf('ArnLike', [value], known(text))).toBe('unknown');
  expect(verdictOf('StringLike', [value], known(text))).toBe('true');
});

test('what matches as a text and is no ARN itself is left open, though the value that it matches looks like one', () => {
  const facts = new Map([
    [KEY, known('arn:aws:iam:x:rest')],
    ['aws:principaltag/t', known('aws')],
  ]);
  // The colon in the variable is none of the ARN.
  const condition = { operator: 'ArnLike', key: KEY, values: ['arn:${aws:PrincipalTag/t}:iam:x:rest'] };
  expect(evaluateConditions([condition], facts)).toBe('unknown');
});

test('what does not even match as a text does not match as an ARN', () => {
  expect(verdictOf('ArnEquals', ['arn:aws:iam::1:role/x'], known('x'))).toBe('false');
});

describe('a value of which only that it is there is known', () => {
  test.each<[string, readonly Value[], Verdict]>([
    ['StringLike', ['*'], 'true'],
    ['StringLike', ['a*'], 'unknown'],
    ['StringNotLike', ['*'], 'false'],
    ['Null', ['true'], 'false'],
    ['NumericEquals', ['1'], 'unknown'],
  ])('%s %j is %s', (operator, values, expected) => {
    expect(verdictOf(operator, values, anyValue)).toBe(expected);
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
describe('several values, of which one is of a set', () => {
  const including: Fact = { kind: 'includes', set: { matching: [wildcardPattern('a*')], excluding: [] } };

  test.each<[string, readonly Value[], Verdict]>([
    // One that matches nothing decides for all values.
    ['ForAllValues:StringLike', ['b*'], 'false'],
    ['ForAllValues:StringLike', ['a*'], 'unknown'],
    ['ForAllValues:StringLike', ['ab*'], 'unknown'],
    ['ForAllValues:StringNotLike', ['b*'], 'unknown'],
    ['ForAnyValue:StringLike', ['a*'], 'unknown'],
    ['ForAnyValue:StringLike', ['b*'], 'unknown'],
    ['StringLike', ['a*'], 'unknown'],
    ['StringLike', ['b*'], 'unknown'],
    ['Null', ['true'], 'false'],
  ])('%s %j is %s', (operator, values, expected) => {
    expect(verdictOf(operator, values, including)).toBe(expected);
  });
});

describe('what is not documented is left open', () => {
  const values = (...texts: string[]): Fact => ({ kind: 'values', texts });

  test.each<[string, string, readonly Value[], Fact]>([
    ['IfExists with ForAnyValue', 'ForAnyValue:StringEqualsIfExists', ['a'], absent],
    ['a value that is not known, for all', 'ForAllValues:StringEquals', [undefined], values('a')],
    ['a value that is not known, for any', 'ForAnyValue:StringEquals', [undefined], values('a')],
    ['a value that is not known, without case', 'StringEqualsIgnoreCase', [undefined], known('a')],
  ])('%s', (_what, operator, compared, fact) => {
    expect(verdictOf(operator, compared, fact)).toBe('unknown');
  });
});

test('an ARN that matches is left open if a value beside it is not known', () => {
  const arn = 'arn:aws:iam::1:role/x';
  expect(verdictOf('ArnEquals', [arn, undefined], known(arn))).toBe('unknown');
});
