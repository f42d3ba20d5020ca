import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../access/lens';
import { type ActionClass, among, matchesAny } from '../policies/action-classes';
import type { Evidence } from './evidence';
import { absent, type Fact, type Facts, NOTHING_KNOWN } from '../policies/facts';
import { resourcesBesideTagged, type SeenRegion } from '../access/foreign-resources';
import type { Principal } from '../model/principal';
import type { GuardedResource } from '../model/guarded-resource';
import { EVERYTHING, type Pattern, wildcardPattern } from '../patterns/pattern';
import { isObjects, itself } from '../access/regions';
import type { Exception, Partition, Tenancy } from '../tenancy/tenancy';
import { Asking } from './asking';
import { judgeAssumedRoles } from './assumed-roles';
import { declarationOf, judgeDeclared } from './open-to-all';
import type { Claim } from './claim';
import type { Locks } from './locks';
import { ANY_S3, KEY_USE, LISTINGS } from '../policies/action-groups';
import { judgeOwners } from './two-owners';

/**
 * Its own are its organization's resources and its parts of shared ones; besides these, it reaches what all may use. It is
 * asked of all actions, known or future, and of all resources, in the templates or not. A listing of a shared bucket is
 * judged by its prefix, and an item of a shared table by its partition key. No role of the platform names one in its trust
 * policy. Nothing is two organizations' own: no pattern of
 * the specification for one of them matches what is another one's by its tag or by a pattern.
 * @example `bucket.grantRead(worker)` for the bucket of one organization and the worker of another one
 */
export const tenantIsolation = ({ locks = 'together' }: Locks = {}): Claim => ({
  id: 'tenant-isolation',
  title: 'No principal of an organization reaches what is not its own',
  about: 'principals of an organization',
  judge: (evidence) => {
    const asking = new Asking(
      "only resources under the organization's own names, with a slash between the slug and any wildcard.",
      ({ allowedBy: [statement], resource }) => statement && declarationOf(statement, resource, evidence),
    );
    const owned = evidence.principals.flatMap((principal) =>
      principal.owner === undefined ? [] : [{ principal, owner: principal.owner }],
    );
    const placesByOwner = new Map<string, Places>();
    for (const { principal, owner } of asking.each(owned)) {
      const places = placesByOwner.get(owner) ?? placesOf(evidence, owner);
      placesByOwner.set(owner, places);
      for (const exception of exceptionsOf(principal, evidence.tenancy))
        asking.note(exceptionNote(exception));
      for (const lens of locks === 'together' ? [ALL_POLICIES] : lensesOf(principal)) {
        judgePrincipal(asking, evidence, principal, owner, lens, places);
      }
    }
    judgeAssumedRoles(asking, evidence);
    judgeOwners(asking, evidence);
    judgeDeclared(asking, evidence);
    return asking.judgement;
  },
});

/** What the principals of an organization are asked about. */
interface Places {
  /** All resources there are but keys, less those that a tag makes the organization's own. */
  readonly elsewhere: readonly SeenRegion[];
  /**
   * Of these, what counts of resource policies alone: objects in buckets of data. That whoever is allowed everything
   * else could change a bucket or a key is the same assumption as for an administrator.
   */
  readonly data: readonly SeenRegion[];
  readonly own: readonly Pattern[];
  /** By the action, what is the organization's own, or all may use; found once for all of its principals. */
  readonly allowed: Map<ActionClass, readonly Pattern[]>;
}

function placesOf(evidence: Evidence, owner: string): Places {
  const elsewhere = resourcesBesideTagged(evidence, owner);
  const { dataBuckets } = evidence.tenancy;
  const data = elsewhere.filter(
    ({ region }) => region.guarded !== undefined && dataBuckets.includes(region.guarded) && isObjects(region),
  );
  const own = evidence.tenancy.ownResources(owner).map((text) => wildcardPattern(text));
  return { elsewhere, data, own, allowed: new Map() };
}

/** An existing user has no boundary. Certificates speak to IoT only, which has no resource policies either. */
function lensesOf({ kind, boundary }: Principal): Lens[] {
  if (kind === 'certificate') return [ALL_POLICIES];
  const lenses = [ALL_POLICIES, IDENTITY_ALONE, RESOURCE_POLICIES_ALONE];
  return boundary === undefined ? lenses : [...lenses, BOUNDARY_ALONE];
}

/** Who is asked about, by which policies, and how a request that is allowed is told. */
interface Inquiry {
  readonly asking: Asking;
  readonly principal: Principal;
  readonly owner: string;
  readonly lens: Lens;
  readonly what: (action: string, resource: string) => string;
}

function judgePrincipal(
  asking: Asking,
  evidence: Evidence,
  principal: Principal,
  owner: string,
  lens: Lens,
  { elsewhere, data, own, allowed }: Places,
): void {
  const { tenancy, keys, classes } = evidence;
  const exceptions = exceptionsOf(principal, tenancy);
  const onlyData = lens === RESOURCE_POLICIES_ALONE;
  const what = (name: string, resource: string): string =>
    `${principal.arn} of ${owner} may ${name} on ${resource}, which is not ${owner}'s`;
  const inquiry = { asking, principal, owner, lens, what };
  for (const action of classes) {
    const partitions = tenancy.partitions.filter(isPartitionFor(action));
    const shared = allowed.get(action) ?? allowedOf(own, action, tenancy);
    allowed.set(action, shared);
    const excepted = patternsAbout(exceptions, action);
    const sparing = excepted.length === 0 ? shared : [...shared, ...excepted];
    // Listings are asked about with their prefix.
    const onPlaces = onlyData ? among(action, ANY_S3) : action;
    if (onPlaces !== undefined) {
      asking.askEach(principal, onPlaces, onlyData ? data : elsewhere, lens, what, sparing);
    }
    const onKeys = onlyData ? among(action, KEY_USE) : action;
    if (onKeys !== undefined) {
      const candidates = keys.candidates(principal, onKeys, lens);
      for (const key of onlyData ? candidates.filter(isOfOrganization) : candidates) {
        asking.ask(principal, onKeys, itself(key), lens, what, NOTHING_KNOWN, sparing);
      }
    }
    if (onlyData) continue;
    for (const partition of partitions) {
      askOtherParts(inquiry, action, elsewhere, partition);
    }
  }
  judgeListings(inquiry, evidence);
}

function allowedOf(
  own: readonly Pattern[],
  action: ActionClass,
  { commons, partitions }: Tenancy,
): Pattern[] {
  return [
    ...own,
    ...patternsAbout(commons, action),
    ...partitions.filter(isPartitionFor(action)).flatMap(({ resources }) => resources.map(wildcardPattern)),
  ];
}

/** Of those that are about an action, the resources. */
export function patternsAbout(
  some: readonly Pick<Exception, 'actions' | 'resources'>[],
  { example }: ActionClass,
): Pattern[] {
  return some
    .filter(({ actions }) => matchesAny(actions, example))
    .flatMap(({ resources }) => resources.map(wildcardPattern));
}

/** Actions of a partition are no patterns: AWS sends its key with those that are listed, and with no others. */
function isPartitionFor({ example }: ActionClass): (partition: Partition) => boolean {
  return ({ actions }) => actions.includes(example);
}

function exceptionsOf({ arn }: Principal, { exceptions = [] }: Tenancy): readonly Exception[] {
  return exceptions.filter(({ principal }) => principal === arn);
}

function exceptionNote({ principal, actions, resources, because }: Exception): string {
  return `Exception, as declared: ${principal} may ${actions.join(', ')} on ${resources.join(', ')}, because ${because}.`;
}

/** Requests about parts of resources, one of which at least is not the organization's. */
function askOtherParts(
  { asking, principal, owner, lens, what }: Inquiry,
  action: ActionClass,
  seen: readonly SeenRegion[],
  { resources: partitioned, key, ownValues }: Partition,
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

function isOfOrganization({ owner }: GuardedResource): boolean {
  return owner !== undefined;
}

/** A listing of a bucket is judged by the prefix it asks for. */
function judgeListings(
  { asking, principal, owner, lens, what }: Inquiry,
  { guarded, classes, tenancy }: Evidence,
): void {
  const buckets = guarded.filter((bucket) => bucket.kind === 'bucket' && bucket.owner !== owner);
  const exceptions = exceptionsOf(principal, tenancy);
  const prefixes = foreignPrefixes(owner);
  for (const bucket of buckets) {
    for (const action of classes) {
      const listing = among(action, LISTINGS);
      if (listing === undefined) continue;
      const isExcepted = exceptions.some(
        ({ actions, resources }) => matchesAny(actions, listing.example) && resources.includes(bucket.arn),
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
