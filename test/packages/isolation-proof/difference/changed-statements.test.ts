import { changedStatements } from '../../../../packages/isolation-proof/src/difference/changed-statements';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';

const S3 = { Action: ['s3:Get', 's3:Put'], Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] };
const IF = (operator: string, key: string, ...values: string[]): JsonObject => ({
  Condition: { [operator]: { [key]: values } },
});
const BY = (Principal: JsonObject | string): JsonObject => ({ ...S3, Principal });
const ofAws = (...AWS: string[]): JsonObject => BY({ AWS });
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/** Names of the statements of which anything is new. */
function changed(some: readonly JsonObject[], others: readonly JsonObject[]): string[] {
  return changedStatements(statements(...some), statements(...others)).map(({ name }) => name);
}

test.each<[string, JsonObject[], JsonObject[]]>([
  ['the same', [S3], [S3]],
  ['another name', [{ ...S3, Sid: 'One' }], [{ ...S3, Sid: 'Other' }]],
  ['another order', [S3], [{ Action: ['s3:Put', 's3:Get'], Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::a'] }]],
  ['said twice', [{ ...S3, Action: ['s3:Get', 's3:Get'] }], [S3]],
  ['less than before', [{ ...S3, Action: 's3:Get' }], [S3]],
  [
    'what several statements say',
    [S3],
    [
      { ...S3, Resource: 'arn:aws:s3:::a' },
      { ...S3, Resource: 'arn:aws:s3:::b' },
    ],
  ],
  [
    'NotAction in another order',
    [{ NotAction: ['s3:Get', 's3:Put'] }],
    [{ NotAction: ['s3:Put', 's3:Get'] }],
  ],
  ['NotResource in another order', [{ NotResource: ['a', 'b'] }], [{ NotResource: ['b', 'a'] }]],
  [
    'values of a condition in another order',
    [{ ...S3, ...IF('StringEquals', 'a:k', 'x', 'y') }],
    [{ ...S3, ...IF('StringEquals', 'a:k', 'y', 'x') }],
  ],
  [
    'conditions in another order',
    [{ ...S3, Condition: { StringEquals: { 'a:k': 'x' }, StringLike: { 'a:l': 'y' } } }],
    [{ ...S3, Condition: { StringLike: { 'a:l': 'y' }, StringEquals: { 'a:k': 'x' } } }],
  ],
  ['principals in another order', [ofAws(role('a'), role('b'))], [ofAws(role('b'), role('a'))]],
  [
    'principals of other kinds in another order',
    [BY({ CanonicalUser: 'c', Other: 'o' })],
    [BY({ Other: 'o', CanonicalUser: 'c' })],
  ],
])('nothing is new: %s', (_what, some, others) => {
  expect(changed(some, others)).toStrictEqual([]);
});

test.each<[string, JsonObject, JsonObject]>([
  ['the effect', { ...S3, Effect: 'Deny' }, S3],
  ['an action', { ...S3, Action: ['s3:Get', 's3:List'] }, S3],
  ['a resource', { ...S3, Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::c'] }, S3],
  ['NotAction of fewer', { NotAction: 's3:Get' }, { NotAction: ['s3:Get', 's3:Put'] }],
  ['NotAction in place of Action', { NotAction: 's3:Get' }, { Action: 's3:Get' }],
  ['NotResource in place of Resource', { NotResource: 'a' }, { Resource: 'a' }],
  [
    'the operator of a condition',
    { ...S3, ...IF('StringLike', 'a:k', 'x') },
    { ...S3, ...IF('StringEquals', 'a:k', 'x') },
  ],
  ['the key of a condition', { ...S3, ...IF('Bool', 'a:k', 'x') }, { ...S3, ...IF('Bool', 'a:l', 'x') }],
  ['a value of a condition', { ...S3, ...IF('Bool', 'a:k', 'x') }, { ...S3, ...IF('Bool', 'a:k', 'y') }],
  ['a condition that is left out', S3, { ...S3, ...IF('Bool', 'a:k', 'x') }],
  ['who it is about', ofAws(role('a')), ofAws(role('b'))],
  ['that it is about somebody', ofAws('*'), S3],
  ['another service', BY({ Service: 'a.amazonaws.com' }), BY({ Service: 'b.amazonaws.com' })],
  ['another provider', BY({ Federated: 'a.example' }), BY({ Federated: 'b.example' })],
  ['a principal of another kind', BY({ CanonicalUser: 'c' }), BY({ Other: 'c' })],
  [
    'NotPrincipal in place of Principal',
    { ...S3, Effect: 'Deny', NotPrincipal: { AWS: role('a') } },
    { ...ofAws(role('a')), Effect: 'Deny' },
  ],
])('what differs: %s', (_what, one, other) => {
  expect(
    changed(
      [
        { Sid: 'Same', Action: 'a:b' },
        { ...one, Sid: 'Changed' },
      ],
      [{ Action: 'a:b' }, other],
    ),
  ).toStrictEqual(['Changed']);
});

test('a statement of which one part is new is one that changed', () => {
  expect(changed([S3], [{ ...S3, Action: 's3:Get' }])).toStrictEqual(['statement 1']);
});

test('statements that are the very same are not looked at', () => {
  const some = statements(S3);
  expect(changedStatements(some, some)).toStrictEqual([]);
});

describe('what is not known before deployment', () => {
  const unknown = (text: string, name = '1') => {
    const [statement] = statements({ ...S3, Resource: text });
    if (statement === undefined) throw new Error('no statement');
    return { ...statement, name, resources: { texts: [undefined], negated: false } };
  };

  test('is the same in the same place', () => {
    expect(changedStatements([unknown('x')], [unknown('y')])).toStrictEqual([]);
  });

  test('is new in a statement of another name', () => {
    const one = unknown('x', 'One');
    expect(changedStatements([one], [unknown('y', 'Other')])).toStrictEqual([one]);
  });

  test('is new in another policy', () => {
    const one = unknown('x');
    const other = { ...unknown('y'), source: { ...one.source, path: 'elsewhere' } };
    expect(changedStatements([one], [other])).toStrictEqual([one]);
  });
});
