import { boundedResources } from '../../../../packages/isolation-proof/src/policies/bounded-variables';
import { type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Condition } from '../../../../packages/isolation-proof/src/policies/statement';

const THING = '${credentials-iot:ThingName}';
const like = (operator: string, ...values: string[]): Condition => ({
  operator,
  key: 'credentials-iot:thingname',
  values,
});

const bounded = (text: string, conditions: readonly Condition[], facts = new Map<string, Fact>()) =>
  boundedResources({ resources: { texts: [text], negated: false }, conditions }, facts);

test.each<[string, string, Condition[], string[]]>([
  ['is what the condition demands', `thing/${THING}/x`, [like('StringLike', 'acme--*')], ['thing/acme--*/x']],
  [
    'is each of several values',
    `thing/${THING}`,
    [like('StringLike', 'a--*', 'b--*')],
    ['thing/a--*', 'thing/b--*'],
  ],
  ['is a value that is demanded', `thing/${THING}`, [like('StringEquals', 'a')], ['thing/a']],
  ['is replaced wherever it stands', `${THING}/${THING}`, [like('StringLike', 'a*')], ['a*/a*']],
  ['may be written in another case', 'x/${Credentials-IoT:thingname}', [like('StringLike', 'a*')], ['x/a*']],
  [
    'leaves variables in its bound',
    `x/${THING}`,
    [like('StringLike', '${aws:PrincipalTag/t}--*')],
    ['x/${aws:PrincipalTag/t}--*'],
  ],
  ['is anything without a condition', `x/${THING}`, [], [`x/${THING}`]],
  ['is anything where a key may be absent', `x/${THING}`, [like('StringLikeIfExists', 'a*')], [`x/${THING}`]],
  ['is anything where a condition excludes', `x/${THING}`, [like('StringNotLike', 'a*')], [`x/${THING}`]],
  [
    'is anything where case does not count',
    `x/${THING}`,
    [like('StringEqualsIgnoreCase', 'a')],
    [`x/${THING}`],
  ],
  // `*` is no wildcard there, and would become one.
  ['is anything where an asterisk is demanded', `x/${THING}`, [like('StringEquals', 'a*')], [`x/${THING}`]],
  ['is not replaced by itself', `x/${THING}`, [like('StringLike', `${THING}*`)], [`x/${THING}`]],
  [
    'is not replaced by itself, with a space in it',
    `x/${THING}`,
    [like('StringLike', '${ credentials-iot:ThingName}*')],
    ['x/${ credentials-iot:ThingName}*'],
  ],
  [
    'is replaced once by one that it bounds in turn',
    `x/${THING}`,
    [
      like('StringLike', 'a${aws:username}'),
      { operator: 'StringLike', key: 'aws:username', values: [`b${THING}`] },
    ],
    [`x/ab${THING}`],
  ],
  [
    'is bounded by what bounds the variable in its bound',
    `x/${THING}`,
    [{ operator: 'StringLike', key: 'aws:username', values: ['b*'] }, like('StringLike', 'a${aws:username}')],
    ['x/ab*'],
  ],
  // In one request it has one value.
  [
    'is the same wherever it stands',
    `${THING}/${THING}`,
    [like('StringLike', 'a*', 'b*')],
    ['a*/a*', 'b*/b*'],
  ],
  [
    'is anything where a bound among others is itself',
    `x/${THING}`,
    [like('StringLike', `${THING}*`, 'b')],
    [`x/${THING}`],
  ],
  [
    'is anything where an asterisk is demanded, too',
    `x/${THING}`,
    [like('StringEquals', 'a', 'b*')],
    [`x/${THING}`],
  ],
  [
    'is anything where another key is bounded',
    `x/${THING}`,
    [{ operator: 'StringLike', key: 'aws:username', values: ['a*'] }],
    [`x/${THING}`],
  ],
  [
    'is what its own condition demands, beside others',
    `x/${THING}`,
    [{ operator: 'StringLike', key: 'aws:username', values: ['b*'] }, like('StringLike', 'a*')],
    ['x/a*'],
  ],
  [
    'is replaced behind one that is not',
    `\${aws:username}/${THING}`,
    [like('StringLike', 'a*')],
    ['${aws:username}/a*'],
  ],
  [
    'with a default is left alone',
    "x/${credentials-iot:ThingName, 'a'}",
    [like('StringLike', 'b*')],
    ["x/${credentials-iot:ThingName, 'a'}"],
  ],
])('a variable %s', (_what, text, conditions, expected) => {
  expect(bounded(text, conditions)).toEqual(expected);
});

test('a variable that is known is left to its value', () => {
  const facts = new Map([['credentials-iot:thingname', known('acme--1')]]);
  expect(bounded(`x/${THING}`, [like('StringLike', 'acme--*')], facts)).toEqual([`x/${THING}`]);
});

test('a resource that the templates do not tell stays unknown', () => {
  const resources = { texts: [undefined, 'x'], negated: false };
  expect(boundedResources({ resources, conditions: [] }, new Map())).toEqual([undefined, 'x']);
});

test('a value that the templates do not tell bounds nothing', () => {
  const condition = { operator: 'StringLike', key: 'credentials-iot:thingname', values: ['a*', undefined] };
  expect(bounded(`x/${THING}`, [condition])).toEqual([`x/${THING}`]);
});
