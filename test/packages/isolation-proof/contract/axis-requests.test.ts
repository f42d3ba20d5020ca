import { nameOf } from '../../../../packages/isolation-proof/src/decide/request';
import {
  type Axis,
  by,
  onlyTo,
  type Variation,
} from '../../../../packages/isolation-proof/src/contract/axis';
import { requestsAlong } from '../../../../packages/isolation-proof/src/contract/axis-requests';
import type { Requesters } from '../../../../packages/isolation-proof/src/contract/requesters';
import type { AllowedRow } from '../../../../packages/isolation-proof/src/contract/row';
import { literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';

interface Fixtures {
  readonly own: string;
  readonly other: string;
}

type Kind = 'reader' | 'writer';

const FIXTURES: Fixtures = { own: 'acme', other: 'globex' };

const REQUESTERS: Requesters<Kind> = new Map([
  ['reader', ['ann', 'bob'].map((name) => requester(name))],
  ['writer', [requester('eve')]],
]);

/** Reads an object, and has it decrypted through S3. */
const READ: AllowedRow<Fixtures, Kind> = {
  by: 'reader',
  sentence: ({ who, whose }) => `${who} reads ${whose} data`,
  requests: ({ own }) => [
    { action: 's3:GetObject', resource: `bucket/${own}`, context: {} },
    { action: 'kms:Decrypt', resource: 'key', context: { via: 's3', folder: own } },
  ],
};

function requester(name: string): {
  arn: string;
  identity: [];
  boundary: undefined;
  facts: Map<string, ReturnType<typeof known>>;
} {
  return { arn: name, identity: [], boundary: undefined, facts: new Map([['tag', known('acme')]]) };
}

function along(...variations: readonly Variation<Fixtures, Kind>[]): string[] {
  return asked({ id: 'axis', wording: {}, variations });
}

function asked(axis: Axis<Fixtures, Kind>): string[] {
  return requestsAlong(axis, READ, FIXTURES, REQUESTERS).map(
    ({ requester: who, action, resource, context }) =>
      [
        nameOf(who),
        action,
        resource,
        ...[...context].map(([key, value]) => `${key}=${[value ?? '(absent)'].flat().join()}`),
      ].join(' '),
  );
}

test('every request of the row is made with the change, by everybody whom the row is about', () => {
  expect(along({ context: 'http', to: 'true' })).toEqual([
    'ann s3:GetObject bucket/acme http=true',
    'ann kms:Decrypt key via=s3 folder=acme http=true',
    'bob s3:GetObject bucket/acme http=true',
    'bob kms:Decrypt key via=s3 folder=acme http=true',
  ]);
});

test('a resource is what the same request has in another fixtures, and only where that differs', () => {
  const withFixtures = ({ other }: Fixtures): Fixtures => ({ own: other, other });
  expect(along({ part: 'resource', withFixtures })).toEqual([
    'ann s3:GetObject bucket/globex',
    'bob s3:GetObject bucket/globex',
  ]);
  expect(along({ part: { context: 'folder' }, withFixtures })).toEqual([
    'ann kms:Decrypt key via=s3 folder=globex',
    'bob kms:Decrypt key via=s3 folder=globex',
  ]);
});

test('a value that the requester carries can be taken away, and one that nobody has cannot', () => {
  expect(along({ context: 'tag', to: undefined })).toContain('ann s3:GetObject bucket/acme tag=(absent)');
  expect(along({ context: 'tag', to: ({ own }) => own })).toEqual([]);
  expect(along({ context: 'via', to: undefined })).toEqual([
    'ann kms:Decrypt key via=(absent) folder=acme',
    'bob kms:Decrypt key via=(absent) folder=acme',
  ]);
});

test('so can one of which it is not known which of several it is', () => {
  const set = { matching: [literalPattern('acme'), literalPattern('globex')], excluding: [] };
  const facts = new Map<string, Fact>([['tag', { kind: 'among', set }]]);
  const requesters = new Map([['reader' as const, [{ ...requester('dan'), facts }]]]);
  const variations = [{ context: 'tag', to: undefined }];
  expect(requestsAlong({ id: 'axis', wording: {}, variations }, READ, FIXTURES, requesters)).toHaveLength(2);
});

test('somebody else makes the same requests', () => {
  expect(asked(by('writer'))).toEqual([
    'eve s3:GetObject bucket/acme',
    'eve kms:Decrypt key via=s3 folder=acme',
  ]);
});

test('an axis can be about requests to one service, besides what it is about anyway', () => {
  expect(asked(onlyTo('kms', by('writer')))).toEqual(['eve kms:Decrypt key via=s3 folder=acme']);
  const folders: Axis<Fixtures, Kind> = {
    id: 'folders',
    wording: {},
    variations: [{ by: 'writer', only: ({ context }) => 'folder' in context }],
  };
  expect(asked(onlyTo('s3', folders))).toEqual([]);
});

test('the whole context, as the same request has it in another fixtures', () => {
  const other = {
    part: 'context',
    withFixtures: ({ other: slug }: Fixtures): Fixtures => ({ own: slug, other: slug }),
  } as const;
  // The first request has no context that could differ.
  expect(along(other)).toEqual([
    'ann kms:Decrypt key via=s3 folder=globex',
    'bob kms:Decrypt key via=s3 folder=globex',
  ]);
});

test('one value of the context, and no other', () => {
  const row: AllowedRow<Fixtures, Kind> = {
    ...READ,
    requests: ({ own }) => [{ action: 's3:GetObject', resource: own, context: { folder: own, owner: own } }],
  };
  const withFixtures = ({ other }: Fixtures): Fixtures => ({ own: other, other });
  const variations = [{ part: { context: 'folder' }, withFixtures }];
  const [request] = requestsAlong({ id: 'axis', wording: {}, variations }, row, FIXTURES, REQUESTERS);
  expect(request?.resource).toBe('acme');
  expect(request?.context).toEqual(
    new Map([
      ['folder', 'globex'],
      ['owner', 'acme'],
    ]),
  );
});

test('a row of several kinds is asked of all their principals', () => {
  const row: AllowedRow<Fixtures, Kind> = { ...READ, by: ['reader', 'writer'] };
  const axis: Axis<Fixtures, Kind> = {
    id: 'axis',
    wording: {},
    variations: [{ context: 'tag', to: 'globex' }],
  };
  const asked = requestsAlong(axis, row, FIXTURES, REQUESTERS).map(({ requester: who }) => nameOf(who));
  expect([...new Set(asked)]).toEqual(['ann', 'bob', 'eve']);
});

test('a key with several values at once', () => {
  expect(along({ context: 'tags', to: ['a', 'b'], only: ({ action }) => action === 'kms:Decrypt' })).toEqual([
    expect.stringContaining('tags=a,b'),
    expect.stringContaining('tags=a,b'),
  ]);
});
