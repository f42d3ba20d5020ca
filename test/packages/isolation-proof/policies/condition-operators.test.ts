import {
  type Operator,
  parseOperator,
  requireKnownOperator,
} from '../../../../packages/isolation-proof/src/policies/condition-operators';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';

const EXACTLY = { wildcards: false, ignoreCase: false };
const WITHOUT_CASE = { wildcards: false, ignoreCase: true };
const LIKE = { wildcards: true, ignoreCase: false };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
test.each<[string, Partial<Operator>]>([
  ['StringEquals', { base: 'StringEquals', text: EXACTLY }],
  ['StringNotEquals', { base: 'StringEquals', negated: true, text: EXACTLY }],
  ['StringEqualsIgnoreCase', { base: 'StringEqualsIgnoreCase', text: WITHOUT_CASE }],
  ['StringNotEqualsIgnoreCase', { base: 'StringEqualsIgnoreCase', negated: true, text: WITHOUT_CASE }],
  ['StringLike', { base: 'StringLike', text: LIKE }],
  ['StringNotLike', { base: 'StringLike', negated: true, text: LIKE }],
  ['ArnEquals', { base: 'ArnEquals', text: LIKE }],
  ['ArnNotEquals', { base: 'ArnEquals', negated: true, text: LIKE }],
  ['ArnLike', { base: 'ArnLike', text: LIKE }],
  ['ArnNotLike', { base: 'ArnLike', negated: true, text: LIKE }],
  ['Bool', { base: 'Bool', text: WITHOUT_CASE }],
  ['Null', { base: 'Null' }],
  ['StringLikeIfExists', { base: 'StringLike', ifExists: true, text: LIKE }],
  ['ForAllValues:StringLike', { quantifier: 'ForAllValues', base: 'StringLike', text: LIKE }],
  [
    'ForAnyValue:StringNotLikeIfExists',
    { quantifier: 'ForAnyValue', base: 'StringLike', negated: true, ifExists: true, text: LIKE },
  ],
  ...[
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
    'IpAddress',
    'NotIpAddress',
    'BinaryEquals',
  ].map((base): [string, Partial<Operator>] => [base, { base }]),
])('%s is taken apart', (operator, expected) => {
  const nothing = { quantifier: undefined, negated: false, ifExists: false, text: undefined };
  expect(parseOperator(operator)).toEqual({ ...nothing, compare: undefined, ...expected });
});

test.each<[string, boolean, boolean, boolean, boolean]>([
  ['NumericEquals', false, true, false, false],
  ['NumericNotEquals', false, true, false, true],
  ['NumericLessThan', true, false, false, false],
  ['NumericLessThanEquals', true, true, false, false],
  ['NumericGreaterThan', false, false, true, false],
  ['NumericGreaterThanEquals', false, true, true, false],
])('%s of what is less, equal and greater', (operator, less, equal, greater, negated) => {
  const parsed = parseOperator(operator);
  expect([parsed.compare?.(1, 2), parsed.compare?.(2, 2), parsed.compare?.(2, 1)]).toEqual([
    less,
    equal,
    greater,
  ]);
  expect(parsed.negated).toBe(negated);
});

test.each([
  'xBinaryEquals',
  'BinaryEqualsx',
  'DateNot',
  'NotNull',
  'xForAllValues:StringEquals',
  'ForAllValues:ForAnyValue:StringEquals',
  'StringEqualsIfExistsIfExists',
  'toString',
])('%s is no operator', (operator) => {
  expect(() => {
    requireKnownOperator(operator);
  }).toThrow(
    new NotUnderstoodError(`the condition operator ${operator} is not supported: AWS has none of this name`),
  );
});
