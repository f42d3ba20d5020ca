import { ANY_STRING, type Pattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { eventsMatched } from '../../../../packages/isolation-proof/src/resources/event-pattern';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import { stackOf } from '../fixtures/stack-of';

const STACK = stackOf({ Bucket: ['AWS::S3::Bucket', { BucketName: 'acme' }] });

/** With `~` for a wildcard, so that one that is meant literally stays what it is. */
const spelled = ({ tokens }: Pattern): string =>
  tokens.map((token) => (token === ANY_STRING ? '~' : (token as string))).join('');

/** Of each combination of branches, the values by field. */
const matched = (pattern: Json): Record<string, string[]>[] =>
  eventsMatched(pattern, STACK).map((events) =>
    Object.fromEntries([...events].map(([field, values]) => [field, values.map(spelled)])),
  );

/** Values that a matcher of a field takes. */
const taken = (matcher: Json): string[] | undefined => matched({ field: [matcher] })[0]?.['field'];

describe('events that a pattern matches', () => {
  it.each<[string, Json, Record<string, string[]>[]]>([
    ['any, if it says nothing', {}, [{}]],
    ['one of several values', { source: ['aws.s3', 'aws.sqs'] }, [{ source: ['aws.s3', 'aws.sqs'] }]],
    ['one value that is no list', { source: 'aws.s3' }, [{ source: ['aws.s3'] }]],
    [
      'fields within fields',
      { detail: { bucket: { name: ['acme'] }, size: [1] }, source: ['a'] },
      [{ 'detail.bucket.name': ['acme'], 'detail.size': ['1'], source: ['a'] }],
    ],
    ['JSON in a text', '{"source":["a"],"detail":{"x":["b"]}}', [{ source: ['a'], 'detail.x': ['b'] }]],
    ['any value, for an empty list', { source: [] }, [{ source: ['~'] }]],
    [
      'either branch',
      { source: ['a'], $or: [{ x: ['1'] }, { y: ['2'], z: ['3'] }] },
      [
        { source: ['a'], x: ['1'] },
        { source: ['a'], y: ['2'], z: ['3'] },
      ],
    ],
    [
      'each combination of branches',
      { $or: [{ x: ['1'] }, { x: ['2'] }], detail: { $or: [{ y: ['3'] }, { y: ['4'] }] } },
      [
        { x: ['1'], 'detail.y': ['3'] },
        { x: ['1'], 'detail.y': ['4'] },
        { x: ['2'], 'detail.y': ['3'] },
        { x: ['2'], 'detail.y': ['4'] },
      ],
    ],
    ['the only branch', { $or: { x: ['1'] } }, [{ x: ['1'] }]],
  ])('are those with %s', (_what, pattern, expected) => {
    expect(matched(pattern)).toStrictEqual(expected);
  });
});

describe('values that a matcher takes', () => {
  it.each<[Json, string]>([
    ['text*', 'text*'],
    [7, '7'],
    [true, 'true'],
    [null, 'null'],
    [{ Ref: 'Bucket' }, 'acme'],
    [{ 'Fn::Sub': '${Bucket}/x' }, 'acme/x'],
    [{ prefix: 'a*' }, 'a*~'],
    [{ prefix: { Ref: 'Bucket' } }, 'acme~'],
    [{ suffix: '.csv' }, '~.csv'],
    [{ suffix: { Ref: 'Bucket' } }, '~acme'],
    // Which letters are upper case is not told apart from which are there.
    [{ prefix: { 'equals-ignore-case': 'acme/' } }, '~'],
    [{ suffix: { 'equals-ignore-case': '.csv' } }, '~'],
    [{ wildcard: 'a*b' }, 'a~b'],
    [{ wildcard: 'a\\*b\\\\*\\c?' }, 'a*b\\~\\c?'],
    [{ wildcard: 'a\nb*' }, 'a\nb~'],
    [{ wildcard: '' }, ''],
    // No set of texts: no event is left out.
    [{ 'anything-but': ['a'] }, '~'],
    [{ cidr: '10.0.0.0/8' }, '~'],
    [{ 'equals-ignore-case': 'a' }, '~'],
    [{ exists: false }, '~'],
    [{ numeric: ['>', 0] }, '~'],
  ])('%j takes %j', (matcher, value) => {
    expect(taken(matcher)).toStrictEqual([value]);
  });
});

it.each<[string, Json, string]>([
  ['a text that is no JSON', '{', 'an event pattern is not valid JSON'],
  ['JSON that is no object', '[]', 'the event pattern is not a JSON object'],
  ['a list', [], 'the event pattern is not a JSON object'],
  ['an intrinsic function', { 'Fn::If': ['C', {}, {}] }, ' of an event pattern is an intrinsic function'],
  [
    'one within it',
    { detail: { bucket: { Ref: 'Parameter' } } },
    'detail.bucket of an event pattern is an intrinsic function',
  ],
  [
    'a field without a value',
    { source: { Ref: 'AWS::NoValue', Other: { Ref: 'Parameter' } } },
    'source.Other of an event pattern is an intrinsic function',
  ],
  ['no branches', { $or: [] }, '$or of an event pattern has no branches'],
  ['branches that are no objects', { $or: ['x'] }, '$or of an event pattern has no branches'],
  ['a list within a list', { a: [['x']] }, 'an event pattern has a list within a list'],
  [
    'a value that is not known',
    { a: [{ Ref: 'Parameter' }] },
    'an event pattern is unknown before deployment',
  ],
  [
    'a prefix that is not known',
    { a: [{ prefix: { Ref: 'P' } }] },
    'an event pattern is unknown before deployment',
  ],
  [
    'several operators',
    { a: [{ prefix: 'x', suffix: 'y' }] },
    'a matcher of an event pattern has several operators',
  ],
  [
    'an operator that is not known',
    { a: [{ nearly: 'x' }] },
    'the operator nearly of event patterns is not supported',
  ],
  ['an object without an operator', { a: [{}] }, 'the operator  of event patterns is not supported'],
])('%s is not understood', (_what, pattern, message) => {
  expect(() => matched(pattern)).toThrow(new NotUnderstoodError(message));
});
