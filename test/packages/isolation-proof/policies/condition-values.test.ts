import {
  evaluateConditions,
  type Verdict,
} from '../../../../packages/isolation-proof/src/policies/conditions';
import { absent, type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
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

test('an ARN that matches is left open if a value beside it is not known', () => {
  const arn = 'arn:aws:iam::1:role/x';
  expect(verdictOf('ArnEquals', [arn, undefined], known(arn))).toBe('unknown');
});
