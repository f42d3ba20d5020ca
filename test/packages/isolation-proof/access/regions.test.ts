import {
  resourcesBesideTagged,
  taggedForeign,
  taggedOwn,
} from '../../../../packages/isolation-proof/src/access/foreign-resources';
import {
  isObjects,
  itself,
  objectsOf,
  type Region,
  regionsWithoutKeys,
  unguarded,
} from '../../../../packages/isolation-proof/src/access/regions';
import { NOT_THROUGH_CLOUDFORMATION } from '../../../../packages/isolation-proof/src/access/through-cloudformation';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import { literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { isEmpty, type TextSet } from '../../../../packages/isolation-proof/src/patterns/witness';
import { guarded } from '../fixtures/statements-and-requests';

const bucket: GuardedResource = {
  ...guarded('bucket', 'arn:aws:s3:::data', []),
  contents: ['arn:aws:s3:::data/*'],
};
const queue = guarded('other', 'arn:aws:sqs:eu-central-1:111122223333:q', []);
const key = guarded('key', 'arn:aws:kms:eu-central-1:111122223333:key/k', []);

function has({ matching, excluding }: TextSet, text: string): boolean {
  return !isEmpty({ matching: [...matching, literalPattern(text)], excluding });
}

/** By which resources, and nothing, the regions guard a text. */
function guardsOf(regions: readonly Region[], text: string): string[] {
  return regions
    .filter(({ resources }) => has(resources, text))
    .map((region) => region.guarded?.arn ?? 'nothing');
}

test.each<[string, string[]]>([
  ['arn:aws:s3:::data', [bucket.arn]],
  ['arn:aws:s3:::data/x', [bucket.arn]],
  // No object has an empty key.
  ['arn:aws:s3:::data/', []],
  ['arn:aws:s3:::data-eu', ['nothing']],
  [queue.arn, [queue.arn]],
  ['arn:aws:sqs:eu-central-1:111122223333:q2', ['nothing']],
  // Keys are asked about one by one.
  [key.arn, []],
  ['arn:aws:kms:eu-central-1:111122223333:key/other', []],
  ['arn:aws:kms:eu-central-1:111122223333:alias/k', ['nothing']],
  ['*', ['nothing']],
])('%s is in the region of %j, and in no other', (text, expected) => {
  expect(guardsOf(regionsWithoutKeys([bucket, queue, key]), text)).toEqual(expected);
});

test('what has a policy is asked about whole: only of the rest anything is taken out', () => {
  const shelf = { ...queue, contents: ['arn:aws:x:::c/*'] };
  const regions = [objectsOf(bucket), ...regionsWithoutKeys([bucket, shelf])];
  const takenOut = regions.filter(({ resources }) => resources.excluding.length > 0);
  expect(takenOut).toStrictEqual([unguarded([bucket, shelf])]);
});

test('a part of the objects of a bucket is objects of it', () => {
  const { resources, ...region } = objectsOf(bucket);
  const one = literalPattern('arn:aws:s3:::data/x');
  expect(isObjects({ ...region, resources: { ...resources, matching: [...resources.matching, one] } })).toBe(
    true,
  );
});

test('objects of a bucket are no bucket', () => {
  expect([objectsOf(bucket), itself(bucket), itself(queue), unguarded([bucket])].map(isObjects)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(has(objectsOf(bucket).resources, 'arn:aws:s3:::data/x')).toBe(true);
  expect(has(objectsOf(bucket).resources, 'arn:aws:s3:::data/')).toBe(false);
  expect(has(itself(bucket).resources, 'arn:aws:s3:::data/x')).toBe(false);
});

test('what is in a resource has a name, wherever its own name is', () => {
  const shelf = { ...queue, contents: ['arn:aws:x:::a/*/b', 'arn:aws:x:::c/*'] };
  const texts = ['arn:aws:x:::a//b', 'arn:aws:x:::c/', 'arn:aws:x:::c/d'];
  expect(texts.map((text) => guardsOf(regionsWithoutKeys([shelf]), text))).toEqual([
    [queue.arn],
    [],
    [queue.arn],
  ]);
});

describe('resources whose tag says whose they are', () => {
  const TAGS = { owner: 'orgSlug' };
  const TABLE = 'arn:aws:dynamodb:*:*:table/*';
  const TAG = 'aws:resourcetag/orgslug';

  test('are asked about with another tag, and without one', () => {
    const [without, another, ...more] = taggedForeign(TAGS, [TABLE], 'acme');
    expect(more).toEqual([]);
    expect(without?.facts).toEqual(new Map([[TAG, absent]]));
    const fact = another?.facts.get(TAG);
    const set = fact?.kind === 'among' ? fact.set : undefined;
    expect(set && ['acme', 'acme-eu', ''].map((slug) => has(set, slug))).toEqual([false, true, true]);
    expect(without && guardsOf([without.region], 'arn:aws:dynamodb:x:y:table/z')).toEqual(['nothing']);
  });

  test("are, to nobody, another tenant's whatever the tag", () => {
    const fact = taggedForeign(TAGS, [TABLE], undefined)[1]?.facts.get(TAG);
    expect(fact?.kind === 'among' && has(fact.set, 'acme')).toBe(true);
  });

  test("are a tenant's own with its tag", () => {
    expect(taggedOwn(TAGS, [TABLE], 'acme').map(({ facts }) => facts)).toEqual([
      new Map([[TAG, known('acme')]]),
    ]);
  });

  test('are taken out of all others, and added once to what nothing guards', () => {
    const asked = {
      model: { ownership: { tags: TAGS } },
      tenancy: { taggedResources: [TABLE] },
      guarded: [bucket],
    };
    const seen = resourcesBesideTagged(
      asked as unknown as Parameters<typeof resourcesBesideTagged>[0],
      'acme',
    );
    const of = (text: string): unknown[] =>
      seen
        .filter(({ region }) => has(region.resources, text))
        .map(({ facts }) => facts.get(TAG)?.kind ?? 'any');
    expect(of('arn:aws:dynamodb:x:y:table/z')).toEqual(['absent', 'among']);
    expect(of('arn:aws:dynamodb:x:y:index')).toEqual(['any']);
    expect(of('arn:aws:s3:::data/x')).toEqual(['any']);
    expect(seen).toHaveLength(5);
  });
});

test('every request but those of CloudFormation is one without a caller in between, or with another one', () => {
  const [none, another, ...more] = NOT_THROUGH_CLOUDFORMATION.map((facts) => facts.get('aws:calledvialast'));
  expect([none, more]).toEqual([absent, []]);
  const set = another?.kind === 'among' ? another.set : undefined;
  const services = ['cloudformation.amazonaws.com', 's3.amazonaws.com'];
  expect(set && services.map((service) => has(set, service))).toEqual([false, true]);
});
