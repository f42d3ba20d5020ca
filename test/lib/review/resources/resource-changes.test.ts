import type { ResourceChange } from '../../../../lib/review/resources/resource-change';
import { resourceChanges } from '../../../../lib/review/resources/resource-changes';
import { type Resources, stackOf } from '../sides-of-test';

const BUCKET = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'raw' } };
const KEPT = { ...BUCKET, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const ROLE = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', Description: 'one' } };

function shared(
  base: Resources,
  head: Resources,
  allowed: readonly string[] = [],
): readonly ResourceChange[] {
  return resourceChanges([stackOf('shared', base)], [stackOf('shared', head)], new Set(allowed)).resources;
}

type Told = Partial<ResourceChange>;

test.each<[string, Resources, Resources, Told[]]>([
  ['the same resources', { Raw: BUCKET }, { Raw: BUCKET }, []],
  [
    'keys in another order',
    { Raw: BUCKET },
    { Raw: { Properties: BUCKET.Properties, Type: BUCKET.Type } },
    [],
  ],
  ['metadata only', { Raw: BUCKET }, { Raw: { ...BUCKET, Metadata: { x: 1 } } }, []],
  [
    'a resource more',
    {},
    { Raw: BUCKET },
    [
      {
        kind: 'added',
        type: 'AWS::S3::Bucket',
        logicalId: 'Raw',
        path: 'Raw',
        isStateful: true,
        properties: [],
      },
    ],
  ],
  [
    'a bucket that goes',
    { Raw: BUCKET },
    {},
    [{ kind: 'deleted', logicalId: 'Raw', old: 'destroyed', isStateful: true, isAllowed: false }],
  ],
  [
    'a bucket that goes and is retained',
    { Raw: KEPT },
    {},
    [{ kind: 'deleted', old: 'kept outside the stack' }],
  ],
  [
    'another name',
    { Raw: KEPT },
    { Raw: { ...KEPT, Properties: { BucketName: 'other' } } },
    [
      {
        kind: 'replaced',
        old: 'kept outside the stack',
        properties: [{ name: 'BucketName', effect: 'replaces' }],
        warnings: [],
      },
    ],
  ],
  [
    'another name, retained by one side only',
    { Raw: BUCKET },
    { Raw: { ...KEPT, Properties: { BucketName: 'other' } } },
    [{ kind: 'replaced', old: 'destroyed' }],
  ],
  [
    'a property that is updated in place',
    { Role: ROLE },
    { Role: { ...ROLE, Properties: { ...ROLE.Properties, Description: 'two' } } },
    [
      {
        kind: 'changed',
        isStateful: false,
        isPolicyOnly: false,
        properties: [{ name: 'Description', effect: 'updated' }],
      },
    ],
  ],
  [
    'a policy that is written differently',
    { Role: ROLE },
    { Role: { ...ROLE, Properties: { ...ROLE.Properties, AssumeRolePolicyDocument: { Statement: [] } } } },
    [{ kind: 'changed', isPolicyOnly: true }],
  ],
  [
    'another deletion policy',
    { Raw: KEPT },
    { Raw: { ...KEPT, DeletionPolicy: 'Delete' } },
    [{ kind: 'changed', properties: [{ name: 'DeletionPolicy', effect: 'updated' }] }],
  ],
  [
    'another type',
    { Raw: BUCKET },
    { Raw: { Type: 'AWS::SQS::Queue' } },
    [{ kind: 'replaced', type: 'AWS::S3::Bucket', isStateful: true }],
  ],
])('tells %s', (_, base, head, told) => {
  expect(shared(base, head)).toEqual(told.map((change) => expect.objectContaining(change) as unknown));
});

describe('a name that is fixed', () => {
  test('makes a renamed construct fail, and says so', () => {
    const [lost, made] = shared({ Raw: KEPT }, { RawBucket: KEPT });
    expect(lost).toMatchObject({ kind: 'deleted', logicalId: 'Raw' });
    expect(made).toMatchObject({ kind: 'added', logicalId: 'RawBucket' });
    expect(made?.warnings).toEqual([
      'Has the name of Raw, which goes: its construct id was changed. CloudFormation creates the new one first, and ' +
        'the deployment fails with "already exists". Keep the construct id.',
    ]);
  });

  test('is found where a resource moves to another stack', () => {
    const { resources } = resourceChanges(
      [stackOf('data', { Raw: KEPT }), stackOf('shared', {})],
      [stackOf('data', {}), stackOf('shared', { Raw: KEPT })],
    );
    expect(resources.flatMap(({ warnings }) => warnings)).toEqual([
      expect.stringContaining('it was moved from data'),
    ]);
  });

  test('keeps a resource from being replaced', () => {
    const queue = (isFifo: boolean): Resources => ({
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'x.fifo', FifoQueue: isFifo } },
    });
    expect(shared(queue(true), queue(false)).map(({ kind, warnings }) => [kind, warnings])).toEqual([
      ['replaced', [expect.stringContaining('CloudFormation refuses')]],
    ]);
  });

  test('is not needed for the guess that a construct was renamed', () => {
    const queue = { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 5 } };
    expect(shared({ One: queue }, { Two: queue }).flatMap(({ warnings }) => warnings)).toEqual([
      expect.stringContaining('Says the same as One, which goes'),
    ]);
  });
});

test('what holds data comes first, and of that what is lost before what is kept', () => {
  const base = { Kept: KEPT, Lost: BUCKET, Role: ROLE };
  expect(shared(base, {}).map(({ logicalId }) => logicalId)).toEqual(['Lost', 'Kept', 'Role']);
});

describe('organizations', () => {
  const queue = (slug: string, seconds: number): Resources => ({
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: `arrivals-${slug}`, DelaySeconds: seconds },
      Metadata: { 'aws:cdk:path': `organization-${slug}/Queue` },
    },
  });
  const stacks = (seconds: Readonly<Record<string, number>>): ReturnType<typeof stackOf>[] =>
    Object.entries(seconds).map(([slug, value]) => stackOf(`organization-${slug}`, queue(slug, value), slug));
  const BASE = stacks({ acme: 1, 'acme-eu': 1, globex: 1 });

  test('of one form are told once, under the names of the first', () => {
    const { resources } = resourceChanges(BASE, stacks({ acme: 2, 'acme-eu': 2, globex: 2 }));
    expect(resources).toEqual([
      expect.objectContaining({
        stack: 'organization-acme',
        path: 'organization-acme/Queue',
        organizations: ['acme', 'acme-eu', 'globex'],
      }),
    ]);
  });

  test('that changed otherwise are told apart', () => {
    const { resources } = resourceChanges(BASE, stacks({ acme: 2, 'acme-eu': 1, globex: 2 }));
    expect(resources.map(({ organizations }) => organizations)).toEqual([['acme', 'globex']]);
  });

  test('with the same change in different templates are told together', () => {
    const withRole = (stack: ReturnType<typeof stackOf>): ReturnType<typeof stackOf> => ({
      ...stack,
      text: stack.text.replace('"Resources": {', `"Resources": { "Role": ${JSON.stringify(ROLE)},`),
    });
    const [one, ...others] = stacks({ acme: 2, 'acme-eu': 2, globex: 2 });
    const [first, ...rest] = BASE;
    const { resources } = resourceChanges(
      [...(first === undefined ? [] : [withRole(first)]), ...rest],
      [...(one === undefined ? [] : [withRole(one)]), ...others],
    );
    expect(resources.map(({ organizations }) => organizations)).toEqual([['acme', 'acme-eu', 'globex']]);
  });

  test('that come and go are told as stacks, with what is in them', () => {
    const { resources, stacks: told } = resourceChanges(BASE, stacks({ acme: 1, 'acme-eu': 1, newco: 1 }));
    expect(resources).toEqual([]);
    expect(told).toEqual([
      {
        kind: 'removed',
        stack: 'organization-globex',
        organizations: ['globex'],
        resources: 1,
        stateful: 1,
        settings: [],
        isAllowed: false,
      },
      expect.objectContaining({ kind: 'added', stack: 'organization-newco', organizations: ['newco'] }),
    ]);
  });

  test('of which only a name for people changed have no change', () => {
    const renamed = BASE.map((stack) => ({ ...stack, text: stack.text.replace('Stack', 'Renamed') }));
    expect(renamed[0]?.text).not.toBe(BASE[0]?.text);
    expect(resourceChanges(BASE, renamed)).toEqual({ resources: [], stacks: [] });
  });
});

test('tells what changes of a stack beside its resources', () => {
  const base = stackOf('shared', { Role: ROLE });
  const head = stackOf('shared', { Role: ROLE }, undefined, {
    terminationProtection: false,
    tags: { environment: 'test', team: 'x' },
    text: base.text.replace('"Resources"', '"Outputs": { "A": { "Value": "b" } },\n "Resources"'),
  });
  expect(resourceChanges([base], [head]).stacks).toEqual([
    {
      kind: 'changed',
      stack: 'shared',
      organizations: [],
      resources: 1,
      stateful: 0,
      settings: [
        'termination protection is switched OFF',
        'tag team is new: x',
        "the template's Outputs change",
      ],
      isAllowed: false,
    },
  ]);
});
