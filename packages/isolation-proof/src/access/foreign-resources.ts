import { absent, type Facts, known, NOTHING_KNOWN } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import { resourceOwnerKey, type TenantTags } from '../model/tenant-tags';
import { EVERYTHING, literalPattern, wildcardPattern } from '../patterns/pattern';
import { type Region, regionsWithoutKeys } from './regions';
import type { Tenancy, TenantModel } from '../tenancy/tenancy';

/** Resources, with what is known of every request to them. */
export interface SeenRegion {
  readonly region: Region;
  readonly facts: Facts;
}

const unseen = new WeakMap<readonly Region[], readonly SeenRegion[]>();

/** Of requests to these regions, nothing is known. The same regions are the same list, which is put into words once. */
export function withNothingKnown(regions: readonly Region[]): readonly SeenRegion[] {
  const known = unseen.get(regions);
  // Stryker disable next-line ConditionalExpression: saves time only; the same is made again
  if (known !== undefined) return known;
  const made = regions.map((region) => ({ region, facts: NOTHING_KNOWN }));
  unseen.set(regions, made);
  return made;
}

/** One region, with each of what may be known of requests to it. */
export function withEach(region: Region, facts: readonly Facts[]): SeenRegion[] {
  return facts.map((some) => ({ region, facts: some }));
}

/**
 * All resources there are but keys, less those that carry an organization's tag: what a tag alone makes
 * somebody's own is asked about with another organization's tag, and without one.
 */
export function resourcesBesideTagged(
  known: TenantModel & { readonly guarded: readonly GuardedResource[] },
  owner: string,
): readonly SeenRegion[] {
  const ofTenancy =
    besideTagged.get(known.guarded) ?? new WeakMap<Tenancy, Map<string, readonly SeenRegion[]>>();
  besideTagged.set(known.guarded, ofTenancy);
  const byOwner = ofTenancy.get(known.tenancy) ?? new Map<string, readonly SeenRegion[]>();
  ofTenancy.set(known.tenancy, byOwner);
  const seen = byOwner.get(owner) ?? readBesideTagged(known, owner);
  byOwner.set(owner, seen);
  return seen;
}

/** Several claims ask about them: what is put into words about a list is kept with it. */
const besideTagged = new WeakMap<
  readonly GuardedResource[],
  WeakMap<Tenancy, Map<string, readonly SeenRegion[]>>
>();

function readBesideTagged(
  { guarded, model, tenancy: { taggedResources } }: TenantModel & { guarded: readonly GuardedResource[] },
  owner: string,
): SeenRegion[] {
  const tagged = taggedResources.map((text) => wildcardPattern(text));
  return regionsWithoutKeys(guarded).flatMap((region): SeenRegion[] => {
    const { matching, excluding } = region.resources;
    const untagged = {
      region: { ...region, resources: { matching, excluding: [...excluding, ...tagged] } },
      facts: NOTHING_KNOWN,
    };
    if (region.guarded !== undefined) return [untagged];
    return [untagged, ...taggedForeign(model.ownership.tags, taggedResources, owner)];
  });
}

/** Resources of these patterns that carry another organization's tag, or none. */
export function taggedForeign(
  tags: TenantTags,
  patterns: readonly string[],
  owner: string | undefined,
): SeenRegion[] {
  const key = resourceOwnerKey(tags);
  const another = { matching: [EVERYTHING], excluding: owner === undefined ? [] : [literalPattern(owner)] };
  const seen: Facts[] = [new Map([[key, absent]]), new Map([[key, { kind: 'among', set: another }]])];
  return seen.flatMap((facts) => patterns.map((text) => ({ region: regionOf(text), facts })));
}

/** Resources of these patterns that carry the organization's tag. */
export function taggedOwn(tags: TenantTags, patterns: readonly string[], owner: string): SeenRegion[] {
  const facts = new Map([[resourceOwnerKey(tags), known(owner)]]);
  return patterns.map((text) => ({ region: regionOf(text), facts }));
}

function regionOf(text: string): Region {
  return { resources: { matching: [wildcardPattern(text)], excluding: [] } };
}
