import { arnOf } from '../../../../packages/isolation-proof/src/templates/arn';
import { isIntrinsic, positionOf } from '../../../../packages/isolation-proof/src/templates/intrinsics';
import { isObject, type Json, listOf } from '../../../../packages/isolation-proof/src/templates/json';
import { ACCOUNT, resourceOf } from '../fixtures/stack-of';

test.each<[Json | undefined, boolean]>([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ['x', false],
  [1, false],
  [undefined, false],
])('%j is an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected);
});

test('one value is a list of one, and none is none', () => {
  expect([listOf('a'), listOf(['a', 'b']), listOf([]), listOf(null)]).toStrictEqual([
    ['a'],
    ['a', 'b'],
    [],
    [null],
  ]);
  expect(listOf(undefined)).toStrictEqual([]);
});

test.each<[Record<string, Json>, boolean]>([
  [{ Ref: 'x' }, true],
  [{ 'Fn::Sub': 'x' }, true],
  [{ 'Fn::New': 'x' }, true],
  [{ Condition: 'x' }, false],
  [{ Reference: 'x' }, false],
  [{ 'xFn::Sub': 'x' }, false],
  // Beside another key, it is a key like any other.
  [{ Ref: 'x', Other: 'y' }, false],
  [{}, false],
])('%j is an intrinsic function: %s', (value, expected) => {
  expect(isIntrinsic(value)).toBe(expected);
});

test.each<[Json | undefined, number | undefined]>([
  [0, 0],
  [12, 12],
  ['0', 0],
  ['10', 10],
  ['01', undefined],
  ['1x', undefined],
  ['x1', undefined],
  ['', undefined],
  [-1, undefined],
  [1.5, undefined],
  [{ Ref: 'x' }, undefined],
  [true, undefined],
  [undefined, undefined],
])('%j selects the position %s', (index, expected) => {
  expect(positionOf(index)).toBe(expected);
});

test.each([
  ['sqs', 'q', `arn:aws:sqs:eu-central-1:${ACCOUNT}:q`],
  ['iam', 'role/r', `arn:aws:iam::${ACCOUNT}:role/r`],
  ['s3', 'data', 'arn:aws:s3:::data'],
])('the ARN of something of %s', (service, resource, expected) => {
  expect(arnOf(resourceOf('AWS::SQS::Queue'), service, resource)).toBe(expected);
});
