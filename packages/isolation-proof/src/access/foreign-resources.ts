import { absent, type Facts, known } from '../policies/facts';
import type { Model } from '../model/model';
import { OWNER_TAG } from '../model/ownership';
import { EVERYTHING, literalPattern, wildcardPattern } from '../patterns/pattern';
import { type Region, regionsWithoutKeys } from './regions';
import type { Tenancy } from '../../../../lib/isolation/tenancy';

const OWNER = `aws:resourcetag/${OWNER_TAG}`.toLowerCase();

/** Resources, with what is known of every request to them. */
export interface SeenRegion {
  readonly region: Region;
  readonly facts: Facts;
}

/**
 * All resources there are but keys, less those that carry an organization's tag: what a tag alone makes
 * somebody's own is asked about with another organization's tag, and without one.
 */
export function resourcesBesideTagged(
  model: Model,
  { taggedResources }: Tenancy,
  owner: string,
): SeenRegion[] {
  const tagged = taggedResources.map((text) => wildcardPattern(text));
  return regionsWithoutKeys(model).flatMap((region): SeenRegion[] => {
    const { matching, excluding } = region.resources;
    const untagged = {
      region: { ...region, resources: { matching, excluding: [...excluding, ...tagged] } },
      facts: new Map(),
    };
    if (region.guarded !== undefined) return [untagged];
    return [untagged, ...taggedForeign(taggedResources, owner)];
  });
}

/** Resources of these patterns that carry another organization's tag, or none. */
export function taggedForeign(patterns: readonly string[], owner: string | undefined): SeenRegion[] {
  const another = { matching: [EVERYTHING], excluding: owner === undefined ? [] : [literalPattern(owner)] };
  const seen: Facts[] = [new Map([[OWNER, absent]]), new Map([[OWNER, { kind: 'among', set: another }]])];
  return seen.flatMap((facts) => patterns.map((text) => ({ region: regionOf(text), facts })));
}

/** Resources of these patterns that carry the organization's tag. */
export function taggedOwn(patterns: readonly string[], owner: string): SeenRegion[] {
  return patterns.map((text) => ({ region: regionOf(text), facts: new Map([[OWNER, known(owner)]]) }));
}

function regionOf(text: string): Region {
  return { resources: { matching: [wildcardPattern(text)], excluding: [] } };
}
