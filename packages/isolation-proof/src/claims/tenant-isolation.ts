import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../access/lens';
import { type ActionClass, among } from '../policies/action-classes';
import type { Evidence } from './evidence';
import { absent, type Fact, type Facts, NOTHING_KNOWN } from '../policies/facts';
import { resourcesBesideTagged, type SeenRegion } from '../access/foreign-resources';
import type { Principal } from '../model/principal';
import type { GuardedResource } from '../model/guarded-resource';
import { EVERYTHING, wildcardPattern } from '../patterns/pattern';
import { isObjects, itself, type Region } from '../access/regions';
import type { Exception, Partition, Tenancy } from '../tenancy/tenancy';
import { Asking } from './asking';
import type { Claim } from './claim';
import type { Locks } from './locks';
import { ANY_S3, KEY_USE, LISTINGS } from '../policies/action-groups';

/**
 * Its own are its organization's resources and its parts of shared ones; besides these, it reaches what all may use. It is
 * asked of all actions, known or future, and of all resources, in the templates or not. A listing of a shared bucket is
 * judged by its prefix, and an item of a shared table by its partition key.
 * @example `bucket.grantRead(worker)` for the bucket of one organization and the worker of another one
 */
export const tenantIsolation = ({ locks = 'together' }: Locks = {}): Claim => ({
  id: 'tenant-isolation',
  title: 'No principal of an organization reaches what is not its own',
  about: 'principals of an organization',
  judge: (evidence) => {
    const asking = new Asking(
      "only resources under the organization's own names, with a slash between the slug and any wildcard.",
    );
    const owned = evidence.principals.flatMap((principal) =>
      principal.owner === undefined ? [] : [{ principal, owner: principal.owner }],
    );
    for (const { principal, owner } of asking.each(owned)) {
      const elsewhere = resourcesBesideTagged(evidence, owner);
      for (const exception of exceptionsOf(principal, evidence.tenancy))
        asking.note(exceptionNote(exception));
      for (const lens of locks === 'together' ? [ALL_POLICIES] : lensesOf(principal)) {
        judgePrincipal(asking, evidence, principal, owner, lens, elsewhere);
      }
    }
    return asking.judgement;
  },
});

/** An existing user has no boundary. Certificates speak to IoT only, which has no resource policies either. */
function lensesOf({ kind, boundary }: Principal): Lens[] {
  if (kind === 'certificate') return [ALL_POLICIES];
  const lenses = [ALL_POLICIES, IDENTITY_ALONE, RESOURCE_POLICIES_ALONE];
  return boundary === undefined ? lenses : [...lenses, BOUNDARY_ALONE];
}

function judgePrincipal(
  asking: Asking,
  evidence: Evidence,
  principal: Principal,
  owner: string,
  lens: Lens,
  seen: readonly SeenRegion[],
): void {
  const { tenancy, keys, classes } = evidence;
  const own = tenancy.ownResources(owner).map((text) => wildcardPattern(text));
  const exceptions = exceptionsOf(principal, tenancy);
  const onlyData = lens === RESOURCE_POLICIES_ALONE;
  const what = (name: string, resource: string): string =>
    `${principal.arn} of ${owner} may ${name} on ${resource}, which is not ${owner}'s`;
  for (const action of classes) {
    const commons = [...tenancy.commons, ...exceptions]
      .filter(({ actions }) => actions.includes(action.example))
      .flatMap(({ resources }) => resources.map((text) => wildcardPattern(text)));
    const partitions = tenancy.partitions.filter(({ actions }) => actions.includes(action.example));
    const partitioned = partitions.flatMap(({ resources }) => resources.map((text) => wildcardPattern(text)));
    const sparing = [...own, ...commons, ...partitioned];
    const keyAction = onlyData ? among(action, KEY_USE) : action;
    const ofKeys = keyAction === undefined ? [] : keys.candidates(principal, keyAction, lens);
    for (const { region, facts } of [...seen, ...ofKeys.map(asItself)]) {
      if (onlyData && !holdsOrganizationData(region, tenancy.dataBuckets)) continue;
      const meant = onlyData ? useOfData(region, action) : action;
      if (meant === undefined) continue;
      asking.ask(principal, meant, region, lens, what, facts, sparing);
    }
    if (onlyData) continue;
    for (const partition of partitions) {
      askOtherParts(asking, principal, action, seen, partition, owner, lens, what);
    }
  }
  judgeListings(asking, evidence, principal, owner, lens, what);
}

function exceptionsOf({ arn }: Principal, { exceptions = [] }: Tenancy): readonly Exception[] {
  return exceptions.filter(({ principal }) => principal === arn);
}

function exceptionNote({ principal, actions, resources, because }: Exception): string {
  return `Exception, as declared: ${principal} may ${actions.join(', ')} on ${resources.join(', ')}, because ${because}.`;
}

/** Requests about parts of resources, one of which at least is not the organization's. */
function askOtherParts(
  asking: Asking,
  principal: Principal,
  action: ActionClass,
  seen: readonly SeenRegion[],
  { resources: partitioned, key, ownValues }: Partition,
  owner: string,
  lens: Lens,
  what: (action: string, resource: string) => string,
): void {
  const excluding = ownValues(owner).map((text) => wildcardPattern(text));
  const otherValue: Fact = { kind: 'includes', set: { matching: [EVERYTHING], excluding } };
  // With the policy of the resource itself, where it has one.
  for (const { region, facts } of seen) {
    for (const text of partitioned) {
      const { matching, excluding: beside } = region.resources;
      const parts = {
        ...region,
        resources: { matching: [...matching, wildcardPattern(text)], excluding: beside },
      };
      asking.ask(principal, action, parts, lens, what, new Map([...facts, [key, otherValue]]));
    }
  }
}

function asItself(key: GuardedResource): SeenRegion {
  return { region: itself(key), facts: NOTHING_KNOWN };
}

/** A listing of a bucket is judged by the prefix it asks for. */
function judgeListings(
  asking: Asking,
  { guarded, classes, tenancy }: Evidence,
  principal: Principal,
  owner: string,
  lens: Lens,
  what: (action: string, resource: string) => string,
): void {
  const buckets = guarded.filter((bucket) => bucket.kind === 'bucket' && bucket.owner !== owner);
  const exceptions = exceptionsOf(principal, tenancy);
  const prefixes = foreignPrefixes(owner);
  for (const bucket of buckets) {
    for (const action of classes) {
      const listing = among(action, LISTINGS);
      if (listing === undefined) continue;
      const isExcepted = exceptions.some(
        ({ actions, resources }) => actions.includes(listing.example) && resources.includes(bucket.arn),
      );
      if (isExcepted) continue;
      for (const facts of prefixes) {
        asking.ask(principal, listing, itself(bucket), lens, what, facts);
      }
    }
  }
}

/** Every prefix of a listing that would show more than the organization's own folder. */
function foreignPrefixes(owner: string): Facts[] {
  const other = { matching: [EVERYTHING], excluding: [wildcardPattern(`${owner}/*`)] };
  return [new Map([['s3:prefix', absent]]), new Map([['s3:prefix', { kind: 'among', set: other }]])];
}

function holdsOrganizationData(
  { guarded }: Region,
  dataBuckets: Evidence['tenancy']['dataBuckets'],
): boolean {
  return (
    guarded !== undefined &&
    (dataBuckets.includes(guarded) || (guarded.kind === 'key' && guarded.owner !== undefined))
  );
}

/**
 * Of resource policies alone, what counts is data: objects, listings, and uses of keys. That whoever is
 * allowed everything else could change a bucket or a key is the same assumption as for an administrator.
 */
function useOfData(region: Region, action: ActionClass): ActionClass | undefined {
  if (region.guarded?.kind === 'key') return among(action, KEY_USE);
  // Listings are asked about with their prefix.
  return isObjects(region) ? among(action, ANY_S3) : undefined;
}
