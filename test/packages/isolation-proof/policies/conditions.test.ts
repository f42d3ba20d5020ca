import {
  evaluateConditions,
  type Verdict,
} from '../../../../packages/isolation-proof/src/policies/conditions';
import {
  absent,
  type Fact,
  type Facts,
  known,
} from '../../../../packages/isolation-proof/src/policies/facts';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import {
  NotUnderstoodError,
  type Resolved,
} from '../../../../packages/isolation-proof/src/templates/resolved';

const KEY = 'aws:k';
const ANY_VALUE: Fact = { kind: 'among', set: { matching: [wildcardPattern('*')], excluding: [] } };
const starting: Fact = { kind: 'among', set: { matching: [wildcardPattern('a*')], excluding: [] } };

function verdictOf(
  operator: string,
  values: readonly Resolved[],
  fact: Fact | undefined,
  others: Facts = new Map(),
): Verdict {
  const facts = new Map([...others, ...(fact === undefined ? [] : [[KEY, fact] as const])]);
  return evaluateConditions([{ operator, key: KEY, values }], facts);
}

/** Verdict for: absent, the text `a`, the text `b`, some text that starts with `a`, no fact; compared with `a`. */
type Row = readonly [Verdict, Verdict, Verdict, Verdict, Verdict];
const POSITIVE: Row = ['false', 'true', 'false', 'unknown', 'unknown'];
const NEGATIVE: Row = ['true', 'false', 'true', 'unknown', 'unknown'];
const LIKE_ALL: Row = ['false', 'true', 'false', 'true', 'unknown'];
const NOT_LIKE_ALL: Row = ['true', 'false', 'true', 'false', 'unknown'];
const OPEN: Row = ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'];
const FACTS: readonly (Fact | undefined)[] = [absent, known('a'), known('b'), starting, undefined];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
describe('operators, where the key is absent, right, wrong, one of many, or not known', () => {
  const ifExists = ([, ...present]: Row): Row => ['true', ...present];
  const operators: [string, string, Row][] = [
    ['StringEquals', 'a', POSITIVE],
    ['StringEqualsIgnoreCase', 'A', POSITIVE],
    ['StringLike', 'a', POSITIVE],
    ['StringLike', 'a*', LIKE_ALL],
    // What Bool makes of a text that is no boolean is not documented.
    ['Bool', 'A', ['false', 'unknown', 'unknown', 'unknown', 'unknown']],
    ['StringNotEquals', 'a', NEGATIVE],
    ['StringNotEqualsIgnoreCase', 'A', NEGATIVE],
    ['StringNotLike', 'a', NEGATIVE],
    ['StringNotLike', 'a*', NOT_LIKE_ALL],
    ['DateLessThan', 'a', OPEN],
    ['IpAddress', 'a', OPEN],
    ['NotIpAddress', 'a', OPEN],
    ['BinaryEquals', 'a', OPEN],
  ];
  test.each([
    ...operators,
    // An absent key makes IfExists true, so that StringNotEqualsIfExists in a Deny denies it too.
    ...operators.map(([operator, value, row]): (typeof operators)[number] => [
      `${operator}IfExists`,
      value,
      ifExists(row),
    ]),
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    ['ForAllValues:StringEquals', 'a', ifExists(OPEN)],
    ['ForAllValues:StringNotEquals', 'a', ifExists(OPEN)],
    ['ForAnyValue:StringEquals', 'a', OPEN],
    ['ForAnyValue:StringNotEquals', 'a', OPEN],
    ['Null', 'true', ['true', 'false', 'false', 'false', 'unknown']],
    ['Null', 'false', ['false', 'true', 'true', 'true', 'unknown']],
    ['Null', 'maybe', OPEN],
  ] as (typeof operators)[number][])('%s %s', (operator, value, row) => {
    expect(FACTS.map((fact) => verdictOf(operator, [value], fact))).toEqual(row);
  });
});

describe('values', () => {
  test.each<[string, string, readonly Resolved[], Fact, Verdict]>([
    ['one of several is enough', 'StringEquals', ['x', 'a'], known('a'), 'true'],
    ['a negated operator is about all of them', 'StringNotEquals', ['x', 'a'], known('a'), 'false'],
    ['wildcards mean nothing to StringEquals', 'StringEquals', ['a*'], known('abc'), 'false'],
    ['wildcards are literal in the request', 'StringLike', ['abc'], known('a*'), 'false'],
    ['Bool does not tell case apart', 'Bool', ['True'], known('true'), 'true'],
    ['the other boolean', 'Bool', ['false'], known('true'), 'false'],
    ['false is a boolean, too', 'Bool', ['false'], known('False'), 'true'],
    ['no value is none of several', 'StringEquals', ['a', 'b'], absent, 'false'],
    ['case is not told apart of any text', 'StringEqualsIgnoreCase', ['*'], ANY_VALUE, 'unknown'],
    ['case counts', 'StringEquals', ['A'], known('a'), 'false'],
    ['one that is not known leaves it open', 'StringEquals', ['x', undefined], known('a'), 'unknown'],
    ['one that is not known cannot spoil a match', 'StringEquals', ['a', undefined], known('a'), 'true'],
    ['any value is among a wildcard', 'StringLike', ['*'], ANY_VALUE, 'true'],
    ['any value may be the one', 'StringNotEquals', ['a'], ANY_VALUE, 'unknown'],
    ['several of Null leave it open', 'Null', ['true', 'false'], absent, 'unknown'],
    [
      'an ARN with a wildcard',
      'ArnEquals',
      ['arn:aws:iam::1:role/*'],
      known('arn:aws:iam::1:role/x'),
      'true',
    ],
    ['the same ARN', 'ArnNotEquals', ['arn:aws:iam::1:role/x'], known('arn:aws:iam::1:role/x'), 'false'],
    ['another ARN', 'ArnNotLike', ['arn:aws:iam::1:role/x'], known('arn:aws:iam::1:role/y'), 'true'],
  ])('%s', (_what, operator, values, fact, expected) => {
    expect(verdictOf(operator, values, fact)).toBe(expected);
  });

  test.each<[string, Fact | undefined, Verdict]>([
    ['the variable has the value', known('a'), 'true'],
    ['the variable has another value', known('b'), 'false'],
    ['the variable is absent', absent, 'unknown'],
    ['the variable is not known', undefined, 'unknown'],
  ])('a policy variable: %s', (_what, tag, expected) => {
    const facts: Facts = new Map(tag === undefined ? [] : [['aws:principaltag/orgslug', tag]]);
    expect(verdictOf('StringEquals', ['${aws:PrincipalTag/orgSlug}'], known('a'), facts)).toBe(expected);
  });

  test('a wildcard in the value of a variable is no wildcard', () => {
    const facts: Facts = new Map([['aws:principaltag/orgslug', known('*')]]);
    expect(verdictOf('StringLike', ['${aws:PrincipalTag/orgSlug}'], known('acme'), facts)).toBe('false');
  });
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/list_amazons3.html#amazons3-policy-keys */
test.each<[string, string, string, Verdict]>([
  ['NumericLessThan', '1.2', '1.1', 'true'],
  ['NumericLessThan', '1.2', '1.2', 'false'],
  ['NumericLessThan', '1.2', '1.20', 'false'],
  ['NumericLessThanEquals', '1.2', '1.2', 'true'],
  ['NumericGreaterThan', '1.2', '1.3', 'true'],
  ['NumericGreaterThanEquals', '1.2', '1.1', 'false'],
  ['NumericEquals', '1.20', '1.2', 'true'],
  ['NumericNotEquals', '1.2', '1.3', 'true'],
  ['NumericLessThan', 'new', '1.1', 'unknown'],
  ['NumericLessThan', '1.2', 'old', 'unknown'],
  // Numbers are compared, not texts.
  ['NumericLessThan', '10', '9', 'true'],
  ['NumericLessThan', '-1', '-10', 'true'],
  ['NumericEquals', '1.25', '1.25', 'true'],
  ['NumericEquals', '1.', '1', 'unknown'],
  ['NumericEquals', '1x', '1', 'unknown'],
  ['NumericEquals', 'x1', '1', 'unknown'],
  ['NumericEquals', '1', '1x', 'unknown'],
  ['NumericEquals', '1', 'x1', 'unknown'],
  ['NumericEquals', '', '0', 'unknown'],
  // What JavaScript takes for numbers, and AWS perhaps not.
  ['NumericEquals', ' 1', '1', 'unknown'],
  ['NumericEquals', '1e2', '100', 'unknown'],
])('%s %s of TLS %s is %s', (operator, value, version, expected) => {
  expect(verdictOf(operator, [value], known(version))).toBe(expected);
});

test('several conditions: one that is false decides, one that is unknown leaves open', () => {
  const condition = (value: string) => ({ operator: 'StringEquals', key: KEY, values: [value] });
  const open = { operator: 'StringEquals', key: 'aws:other', values: ['x'] };
  const facts: Facts = new Map([[KEY, known('a')]]);
  expect(evaluateConditions([], facts)).toBe('true');
  expect(evaluateConditions([condition('a'), open], facts)).toBe('unknown');
  expect(evaluateConditions([open, condition('b')], facts)).toBe('false');
});

describe('operators that are not known are refused', () => {
  test.each(['StringSounds', 'stringequals', 'NumericIsh', 'ForSomeValues:StringEquals', ''])(
    '"%s"',
    (operator) => {
      expect(() => verdictOf(operator, ['a'], known('a'))).toThrow(NotUnderstoodError);
      expect(() => verdictOf(operator, ['a'], undefined)).toThrow(NotUnderstoodError);
    },
  );

  test('also where IfExists makes an absent key pass', () => {
    expect(() => verdictOf('StringSoundsIfExists', ['a'], absent)).toThrow(NotUnderstoodError);
  });
});

describe('what AWS evaluates otherwise', () => {
  const SLUG: Facts = new Map([['aws:principaltag/orgslug', known('Acme')]]);
  const ARN = known('arn:aws:iam::1:role/x');
  test.each<[string, string, readonly Resolved[], Fact, Verdict]>([
    ['NumericNotEquals of an absent key', 'NumericNotEquals', ['1'], absent, 'true'],
    ['NumericNotEquals is about all values', 'NumericNotEquals', ['1', '2'], known('1'), 'false'],
    [
      'a variable without its case',
      'StringEqualsIgnoreCase',
      ['${aws:PrincipalTag/orgSlug}'],
      known('Acme'),
      'true',
    ],
  ])('%s', (_what, operator, values, fact, expected) => {
    expect(verdictOf(operator, values, fact, SLUG)).toBe(expected);
  });

  // Each of the six parts of an ARN is compared by itself: ...#Conditions_ARN
  test('a wildcard of ArnLike that would have to reach over a colon', () => {
    expect(verdictOf('ArnLike', ['arn:*:role/x'], ARN)).not.toBe('true');
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
describe('a key with exactly these values', () => {
  const values = (...texts: string[]): Fact => ({ kind: 'values', texts });

  test.each<[string, readonly string[], Fact, Verdict]>([
    ['ForAllValues:StringEquals', ['a', 'b'], values('a', 'b'), 'true'],
    ['ForAllValues:StringEquals', ['a'], values('a', 'b'), 'false'],
    ['ForAllValues:StringEquals', ['a'], values(), 'true'],
    ['ForAllValues:StringLike', ['a*'], values('a', 'ab'), 'true'],
    ['ForAllValues:StringNotEquals', ['a'], values('b', 'c'), 'true'],
    ['ForAllValues:StringNotEquals', ['a'], values('a', 'c'), 'false'],
    ['ForAnyValue:StringEquals', ['a'], values('b', 'a'), 'true'],
    ['ForAnyValue:StringEquals', ['a'], values('b', 'c'), 'false'],
    ['ForAnyValue:StringEquals', ['a'], values(), 'false'],
    ['Null', ['true'], values('a'), 'false'],
    // What several values are without a quantifier is not documented.
    ['StringEquals', ['a'], values('a'), 'unknown'],
    ['StringNotEquals', ['a'], values('a'), 'unknown'],
  ])('%s %j of %j is %s', (operator, compared, fact, expected) => {
    expect(verdictOf(operator, compared, fact)).toBe(expected);
  });
});
