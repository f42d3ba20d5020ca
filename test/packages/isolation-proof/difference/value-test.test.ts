import {
  testedOperator,
  valueTest,
  type ValueTest,
} from '../../../../packages/isolation-proof/src/difference/value-test';
import {
  concatenate,
  literalPattern,
  type Pattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

function testOf(base: string, ...wanted: (string | Pattern)[]): ValueTest {
  const patterns = wanted.map((one) => {
    if (typeof one !== 'string') return one;
    return /^(?:StringLike|Arn)/.test(base) ? wildcardPattern(one) : literalPattern(one);
  });
  const test = valueTest(base, patterns);
  if (test === undefined) throw new Error(`${base} is not modelled`);
  return test;
}

describe('operators without quantifier, Not and IfExists', () => {
  const POSITIVE = { quantifier: undefined, negated: false, ifExists: false, wildcards: false };

  test.each<[string, ReturnType<typeof testedOperator>]>([
    ['StringEquals', { ...POSITIVE, base: 'StringEquals' }],
    ['StringLike', { ...POSITIVE, base: 'StringLike', wildcards: true }],
    ['StringNotLike', { ...POSITIVE, base: 'StringLike', negated: true, wildcards: true }],
    ['DateNotEquals', { ...POSITIVE, base: 'DateEquals', negated: true }],
    ['NotIpAddress', { ...POSITIVE, base: 'IpAddress', negated: true }],
    ['IpAddress', { ...POSITIVE, base: 'IpAddress' }],
    ['NumericNotEqualsIfExists', { ...POSITIVE, base: 'NumericEquals', negated: true, ifExists: true }],
    ['ForAnyValue:StringEquals', { ...POSITIVE, base: 'StringEquals', quantifier: 'ForAnyValue' }],
  ])('%s', (operator, expected) => {
    expect(testedOperator(operator)).toStrictEqual(expected);
  });
});

describe('which values pass', () => {
  test.each<[string, string[], string[], string[]]>([
    ['StringEquals', ['a', 'b'], ['a', 'b'], ['', 'A', 'ab']],
    ['StringLike', ['a*', 'b?'], ['a', 'ab', 'bc'], ['b', 'ca']],
    ['StringEqualsIgnoreCase', ['Ab', 'c'], ['AB', 'ab', 'C'], ['a', 'abc']],
    ['Bool', ['true'], ['true', 'TRUE'], ['false', 'x', 'trues', 'xtrue']],
    ['Bool', ['False'], ['false', 'FALSE'], ['true', '']],
    ['Bool', ['x'], [], ['x']],
    ['Bool', ['xtrue', 'truex', 'falsex', 'xfalse'], [], ['xtrue', 'truex', 'falsex', 'xfalse']],
    [
      'IpAddress',
      ['10.0.0.0/8', '::1'],
      ['10.1.2.3', '10.1.0.0/16', '::1'],
      ['11.0.0.0', '0.0.0.0/0', 'x', '::2'],
    ],
    ['IpAddress', ['x'], [], ['x', '10.0.0.1']],
    [
      'NumericEquals',
      ['10'],
      ['10', '10.0', '10.00'],
      ['9', '11', 'x', '', '1e1', '0x0a', ' 10', '10x', 'x10'],
    ],
    ['NumericEquals', ['-1.5', 'x'], ['-1.5', '-1.50'], ['1.5', '-1', 'x']],
    ['NumericLessThan', ['10'], ['9.9', '-20'], ['10', '11', '']],
    ['NumericLessThanEquals', ['10'], ['9', '10'], ['10.1']],
    ['NumericGreaterThan', ['10', '20'], ['10.1', '30'], ['10', '9', 'x']],
    ['NumericGreaterThanEquals', ['10'], ['10', '11'], ['9.9']],
    ['NumericEquals', ['1.', '.5', '1.x'], [], ['1', '0.5', '1.', '.5']],
    [
      'DateEquals',
      ['2024-05-06T00:00:00Z'],
      ['2024-05-06', '2024-05-06T00:00:00.000Z', '1714953600'],
      ['2024-05-07', 'x', '1714953601', '2024', 'x2024-05-06', 'May 6, 2024 UTC'],
    ],
    ['DateEquals', ['2024'], ['2024-01-01', '2024-01'], ['2025']],
    ['DateLessThan', ['2024-05-06'], ['2024-05-05'], ['2024-05-06', '12345678901']],
    ['DateGreaterThan', ['1714953600'], ['2024-05-07'], ['2024-05-06']],
    ['DateEquals', ['12345'], ['12345', '1970-01-01T03:25:45Z'], ['x12345', '12345x']],
  ])('%s %p', (base, wanted, passing, failing) => {
    const { holds } = testOf(base, ...wanted);
    expect(passing.filter((value) => !holds(value))).toStrictEqual([]);
    expect(failing.filter((value) => holds(value))).toStrictEqual([]);
  });

  const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:topic';
  test.each<[string, string[], string[]]>([
    [TOPIC, [TOPIC], [`${TOPIC}s`, `x${TOPIC}`, 'arn:aws:sns']],
    [
      'arn:aws:sns:*:111122223333:topic',
      [TOPIC, TOPIC.replace('eu-central-1', '')],
      [TOPIC.replace('eu-central-1', 'a:b')],
    ],
    ['arn:aws:sns:eu-central-?:111122223333:topic', [TOPIC], [TOPIC.replace('-1', '-11')]],
    ['arn:aws:sns:eu-central?1:111122223333:topic', [TOPIC], [TOPIC.replace('-1', ':1')]],
    // In the last part, a wildcard stands for colons, too.
    [
      'arn:aws:sns:eu-central-1:111122223333:*',
      [TOPIC, `${TOPIC}:sub`, `${TOPIC}\n`],
      ['arn:aws:sns:eu-central-1:111122223333'],
    ],
    ['arn:aws:sns:eu-central-1:111122223333:a?b', ['arn:aws:sns:eu-central-1:111122223333:a:b'], []],
    // A pattern with fewer colons than an ARN has.
    ['*', [], [TOPIC, '*']],
    ['arn:aws:sns:*', [], [TOPIC, 'arn:aws:sns:*']],
    ['*:*:*:*:*:*', [TOPIC], ['a:b:c:d:e:f', 'arn:aws', 'x:arn:aws:sns:a:b:c']],
    ['arn:aws:s3:::b.c+(d)', ['arn:aws:s3:::b.c+(d)'], ['arn:aws:s3:::bxc+(d)', 'arn:aws:s3:::b.ccd']],
  ])('ArnLike %s', (wanted, passing, failing) => {
    for (const base of ['ArnLike', 'ArnEquals']) {
      const { holds } = testOf(base, wanted);
      expect(passing.filter((value) => !holds(value))).toStrictEqual([]);
      expect(failing.filter((value) => holds(value))).toStrictEqual([]);
    }
  });

  test('a variable of an ARN stands for any text of its part', () => {
    const pattern = concatenate(
      wildcardPattern('arn:aws:sns:'),
      variablePattern('a:k'),
      wildcardPattern(':1:t'),
    );
    const { holds } = testOf('ArnLike', pattern);
    expect(holds('arn:aws:sns:x:1:t')).toBe(true);
    expect(holds('arn:aws:sns:x:y:1:t')).toBe(false);
  });
});

test('a date later than any that can be written is not modelled, and as a number it is one', () => {
  const late = [literalPattern('99999999999999999999')];
  expect(valueTest('DateLessThan', late)).toBeUndefined();
  expect(valueTest('NumericLessThan', late)?.holds('5')).toBe(true);
});

test.each(['BinaryEquals', 'NumericLike', 'xNumericEquals', 'NumericEqualsx', 'DateFoo', 'Null'])(
  '%s is not modelled',
  (base) => {
    expect(valueTest(base, [literalPattern('x')])).toBeUndefined();
  },
);

describe('two tests are the same if they ask the same', () => {
  const id = (base: string, ...wanted: Pattern[]): string | undefined => valueTest(base, wanted)?.id;
  const [a, b] = [literalPattern('a'), literalPattern('b')];

  test('in whichever order', () => {
    expect(id('StringEquals', a, b)).toBe(id('StringEquals', b, a));
    expect(id('StringEquals', a, b)).toBe('["StringEquals","a","b"]');
  });

  test('and not for other operators, other values, and wildcards in place of characters', () => {
    expect(id('StringLike', a)).not.toBe(id('StringEquals', a));
    expect(id('StringEquals', a)).not.toBe(id('StringEquals', b));
    expect(id('StringLike', literalPattern('*'))).not.toBe(id('StringLike', wildcardPattern('*')));
  });
});

describe('patterns of what passes', () => {
  test('are exact for texts', () => {
    for (const base of ['StringEquals', 'StringLike']) {
      const pattern = wildcardPattern('a*');
      expect(testOf(base, pattern)).toMatchObject({ within: [pattern], isExact: true });
    }
  });

  test('say more than passes for ARNs, and leave out what is none', () => {
    const [arn, none] = ['arn:aws:s3:::*', '*'].map(wildcardPattern) as [Pattern, Pattern];
    expect(testOf('ArnLike', arn, none)).toMatchObject({ within: [arn], isExact: false });
  });

  test.each(['Bool', 'IpAddress', 'NumericEquals', 'DateEquals', 'StringEqualsIgnoreCase'])(
    'say nothing for %s',
    (base) => {
      expect(testOf(base, 'x')).toMatchObject({ within: undefined, isExact: false });
    },
  );
});

describe('values of interest', () => {
  test.each<[string, string[], string[]]>([
    ['StringEquals', ['a', 'b'], ['a', 'b']],
    ['StringLike', ['a*b?'], ['abx', 'axbx', 'a:b:', 'a*b?']],
    ['ArnLike', ['arn:*'], ['arn:', 'arn:x', 'arn::', 'arn:*']],
    ['StringEqualsIgnoreCase', ['aB'], ['aB', 'ab', 'AB']],
    ['StringEqualsIgnoreCase', ['abc'], ['abc', 'ABC', 'Abc', 'aBc', 'abC']],
    ['Bool', ['true'], ['true', 'false', 'TRUE', 'FALSE', 'True', 'False']],
    ['IpAddress', ['10.0.0.0/8', 'x'], ['10.0.0.0', '11.0.0.0', '9.255.255.255', '192.0.2.1']],
  ])('%s %p', (base, wanted, expected) => {
    expect(testOf(base, ...wanted).samples).toStrictEqual(expected);
  });

  test('numbers: between limits and beyond them, each in two spellings', () => {
    expect(testOf('NumericEquals', '20', '10.5', 'x').samples).toStrictEqual(
      ['20', '10.5', 'x', '15.25', '9.5', '8.5', '21', '19', '18'].flatMap((text) => [
        text,
        text.includes('.') ? `${text}0` : `${text}.0`,
      ]),
    );
  });

  test('dates: seconds before and after', () => {
    expect(testOf('DateEquals', '2024-05-06T00:00:00Z').samples).toStrictEqual([
      '2024-05-06T00:00:00Z',
      '2024-05-06T00:00:01.000Z',
      '2024-05-05T23:59:59.000Z',
      '2024-05-05T23:59:58.000Z',
    ]);
  });
});
