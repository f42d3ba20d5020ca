import { ALL_POLICIES } from '../../../../packages/isolation-proof/src/access/lens';
import type { Region } from '../../../../packages/isolation-proof/src/access/regions';
import {
  fixedPaths,
  named,
  pathsOf,
  within,
  without,
} from '../../../../packages/isolation-proof/src/matrix/access-paths';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { BUCKET, subject } from '../fixtures/statements-and-requests';

const ACTIONS = { read: { patterns: ['s3:get*'] }, write: { patterns: ['s3:put*'] } };
const REGIONS = named('arn:aws:s3:::data/*');
const FACTS = new Map([['s3:prefix', known('acme/')]]);
const GET = {
  example: 's3:getobject',
  sets: [{ matching: [literalPattern('s3:getobject')], excluding: [] }],
};

test('there is a path for each capability, which asks about the actions of both', () => {
  const regions = (): Region[] => [];
  const paths = pathsOf(ACTIONS, { regions, samples: REGIONS, facts: FACTS });

  expect(paths).toMatchObject([
    { capability: 'read', regions, samples: REGIONS, facts: FACTS },
    { capability: 'write', regions, samples: REGIONS, facts: FACTS },
  ]);
  expect(paths.map((path) => path.among(GET)?.example)).toStrictEqual(['s3:getobject', undefined]);
});

test('paths to the same resources, whoever asks, explain refusals with these', () => {
  const [path] = fixedPaths({ read: ACTIONS.read }, REGIONS, FACTS);
  expect(path?.regions(subject('ann', []), GET, ALL_POLICIES)).toBe(REGIONS);
  expect(path).toMatchObject({ samples: REGIONS, facts: FACTS });
});

test('a path of which nothing is known has no facts', () => {
  for (const paths of [
    fixedPaths(ACTIONS, REGIONS),
    pathsOf(ACTIONS, { regions: () => REGIONS, samples: REGIONS }),
  ])
    expect(paths.map((path) => 'facts' in path)).toStrictEqual([false, false]);
});

describe('a part of a region', () => {
  const [inside, outside, more] = ['*/a', '*/b', '*/c'].map(wildcardPattern);
  const region = {
    guarded: BUCKET,
    resources: { matching: [inside], excluding: [outside] },
  } as Region;

  it('is within a pattern', () => {
    expect(within(region, '*/c')).toStrictEqual({
      guarded: BUCKET,
      resources: { matching: [inside, more], excluding: [outside] },
    });
  });

  it('is outside of patterns', () => {
    expect(without(region, ['*/c'])).toStrictEqual({
      guarded: BUCKET,
      resources: { matching: [inside], excluding: [outside, more] },
    });
  });
});

test('resources that no policy of their own guards are named by patterns', () => {
  expect(named('a*', 'b')).toStrictEqual([
    { resources: { matching: [wildcardPattern('a*')], excluding: [] } },
    { resources: { matching: [wildcardPattern('b')], excluding: [] } },
  ]);
});
