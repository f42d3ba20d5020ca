import type { Question } from '../access/access';
import type { Lens } from '../access/lens';
import type { Subject } from '../model/principal';
import { type ActionClass, type ActionGroup, among } from '../policies/action-classes';
import type { Facts } from '../policies/facts';
import { type Pattern, wildcardPattern } from '../patterns/pattern';
import type { Region } from '../access/regions';
import type { ActionsByCapability, CapabilityId } from './capabilities';

/** A region, less the resources of patterns that many questions share. */
export type AskedRegion = Region & Pick<Question, 'sparing'>;

/** How something can be done: actions on resources, under what is known of the request. */
export interface AccessPath {
  readonly capability: CapabilityId;
  /** What a class of actions has in common with the actions that are asked about. */
  readonly among: (action: ActionClass) => ActionClass | undefined;
  readonly regions: (subject: Subject, action: ActionClass, lens: Lens) => readonly AskedRegion[];
  /** Regions to explain a refusal with, where `regions` finds none to ask about. */
  readonly samples: readonly Region[];
  readonly facts?: Facts;
}

/** Paths to do each of these things with the same resources. */
export function pathsOf(
  actions: ActionsByCapability,
  { regions, samples, facts }: Pick<AccessPath, 'regions' | 'samples' | 'facts'>,
): AccessPath[] {
  return Object.entries(actions).map(([capability, group]: [string, ActionGroup]) => ({
    // Keys of ActionsByCapability are nothing else.
    capability: capability as CapabilityId,
    among: (action) => among(action, group),
    regions,
    samples,
    ...(facts === undefined ? {} : { facts }),
  }));
}

/** Paths to do each of these things with resources that are the same whoever asks. */
export function fixedPaths(
  actions: ActionsByCapability,
  regions: readonly Region[],
  facts?: Facts,
): AccessPath[] {
  return pathsOf(actions, {
    regions: () => regions,
    samples: regions,
    ...(facts === undefined ? {} : { facts }),
  });
}

/** The part of a region that a pattern of resources matches. */
export function within({ resources, ...region }: Region, text: string): Region {
  const { matching, excluding } = resources;
  return { ...region, resources: { matching: [...matching, wildcardPattern(text)], excluding } };
}

/** The part of a region that no pattern of resources matches. */
export function without({ resources, ...region }: Region, texts: readonly string[]): Region {
  const { matching, excluding } = resources;
  const more: readonly Pattern[] = texts.map(wildcardPattern);
  return { ...region, resources: { matching, excluding: [...excluding, ...more] } };
}

/** Resources that no policy of their own guards. */
export function named(...texts: readonly string[]): Region[] {
  return texts.map((text) => ({ resources: { matching: [wildcardPattern(text)], excluding: [] } }));
}
