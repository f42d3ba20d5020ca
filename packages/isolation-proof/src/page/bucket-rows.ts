import type { Evidence } from '../claims/evidence';
import { NOT_THROUGH_CLOUDFORMATION } from '../access/through-cloudformation';
import { LISTING_OBJECTS, OTHER_LISTINGS } from '../policies/action-groups';
import { absent, type Facts } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import { EVERYTHING, wildcardPattern } from '../patterns/pattern';
import type { Model } from '../model/model';
import { itself, objectsOf } from '../access/regions';
import { withConstructPaths } from '../resources/stand-ins';
import { BUCKET_ACTIONS, OBJECT_ACTIONS } from '../matrix/capabilities';
import type { MatrixRow } from '../matrix/matrix-row';
import { shortNames } from './short-names';
import { type AccessPath, fixedPaths, within, without } from '../matrix/access-paths';

const NOTE = 'Reading an object also requires decrypt on the key that it is stored under.';

/** The folders of the buckets that organizations share. */
export function bucketRows({ model, tenancy }: Evidence, owner: string | undefined): MatrixRow[] {
  const names = bucketNames(model);
  return tenancy.dataBuckets.flatMap((bucket): MatrixRow[] => {
    const title = names.get(bucket) ?? bucket.arn;
    const others = {
      scope: 'others',
      title: `${title} folders`,
      resources: [`${bucket.arn}/*`],
      note: NOTE,
      meant: [],
    } as const;
    if (owner === undefined) {
      const paths = [...fixedPaths(OBJECT_ACTIONS, [objectsOf(bucket)]), ...listingsByPlatform(bucket)];
      return [{ ...others, paths }];
    }
    const folder = `${bucket.arn}/${owner}/*`;
    return [
      {
        scope: 'own',
        title: `${title} folder`,
        resources: [folder],
        note: NOTE,
        meant: 'anything',
        paths: [
          ...fixedPaths(OBJECT_ACTIONS, [within(objectsOf(bucket), folder)]),
          ...fixedPaths(BUCKET_ACTIONS, [itself(bucket)], prefixWithin(owner)),
        ],
      },
      {
        ...others,
        paths: [
          ...fixedPaths(OBJECT_ACTIONS, [without(objectsOf(bucket), [folder])]),
          ...prefixesElsewhere(owner).flatMap((facts) => fixedPaths(BUCKET_ACTIONS, [itself(bucket)], facts)),
        ],
      },
    ];
  });
}

/** Buckets that hold no organization's folder: an organization's own, its neighbours', and the platform's. */
export function logRows({ model, tenancy }: Evidence, owner: string | undefined): MatrixRow[] {
  const names = bucketNames(model);
  return [...names]
    .filter(([bucket]) => !tenancy.dataBuckets.includes(bucket))
    .map(([bucket, name]) => ({
      scope: bucket.owner === undefined ? 'shared' : bucket.owner === owner ? 'own' : 'others',
      title: `${name} bucket`,
      resources: [bucket.arn, `${bucket.arn}/*`],
      meant: owner === undefined || bucket.owner === owner ? 'anything' : [],
      paths: [
        ...fixedPaths(OBJECT_ACTIONS, [objectsOf(bucket)]),
        ...(owner === undefined ? listingsByPlatform(bucket) : fixedPaths(BUCKET_ACTIONS, [itself(bucket)])),
      ],
    }));
}

/** Listings that show names of objects, and not whether a bucket is there. */
function listingsByPlatform(bucket: GuardedResource): AccessPath[] {
  return [
    ...fixedPaths({ list: OTHER_LISTINGS }, [itself(bucket)]),
    ...NOT_THROUGH_CLOUDFORMATION.flatMap((facts) =>
      fixedPaths({ list: LISTING_OBJECTS }, [itself(bucket)], facts),
    ),
  ];
}

/** What people call each bucket: its name without what the names of all buckets have in common. */
export function bucketNames({ guarded, stacks }: Model): Map<GuardedResource, string> {
  const buckets = guarded.filter(({ kind }) => kind === 'bucket');
  const names = shortNames(buckets.map(({ arn }) => arn.slice(arn.lastIndexOf(':') + 1)));
  return new Map(
    buckets.map((bucket, index) => {
      const { name } = withConstructPaths({ name: names[index] ?? bucket.arn }, stacks);
      return [bucket, name];
    }),
  );
}

/** A listing that shows the organization's folder and nothing else. */
function prefixWithin(owner: string): Facts {
  const set = { matching: [wildcardPattern(`${owner}/*`)], excluding: [] };
  return new Map([['s3:prefix', { kind: 'among', set }]]);
}

/** Listings that show more. */
function prefixesElsewhere(owner: string): Facts[] {
  const set = { matching: [EVERYTHING], excluding: [wildcardPattern(`${owner}/*`)] };
  return [new Map([['s3:prefix', absent]]), new Map([['s3:prefix', { kind: 'among', set }]])];
}
