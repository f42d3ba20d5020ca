import {
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
} from '../../../../packages/isolation-proof/src/access/lens';
import type { Region } from '../../../../packages/isolation-proof/src/access/regions';
import { EVERYTHING, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { ActionGroup } from '../../../../packages/isolation-proof/src/policies/action-classes';
import type { Fact, Facts } from '../../../../packages/isolation-proof/src/policies/facts';

/** Something that CloudFormation's role must not be able to do, of all actions there are or will be. */
export interface DeploymentQuestion {
  readonly actions: ActionGroup;
  readonly region: Region;
  /**
   * Each is asked by itself.
   * @default - nothing is known of the request
   */
  readonly facts?: readonly Facts[];
  /** @default - the policies alone, and the boundary alone */
  readonly lenses?: readonly Lens[];
}

export const EACH_LOCK: readonly Lens[] = [IDENTITY_ALONE, BOUNDARY_ALONE];
export const POLICIES_ONLY: readonly Lens[] = [IDENTITY_ALONE];

export const NOTHING_KNOWN: readonly Facts[] = [new Map()];

export const only = (...patterns: readonly string[]): ActionGroup => ({ patterns });

/** What matches one of these patterns of ARNs, and none of the others. */
export function at(text: string, but: readonly string[] = []): Region {
  return { resources: { matching: [wildcardPattern(text)], excluding: but.map(wildcardPattern) } };
}

/** Everything but these, as patterns of ARNs. */
export function everywhereBut(...texts: readonly string[]): Region {
  return { resources: { matching: [EVERYTHING], excluding: texts.map(wildcardPattern) } };
}

/** One thing that is known of a request. */
export function one(key: string, fact: Fact): Facts {
  return new Map([[key, fact]]);
}

/** Any value but what matches one of these patterns. */
export function unlike(...texts: readonly string[]): Fact {
  return { kind: 'among', set: { matching: [EVERYTHING], excluding: texts.map(wildcardPattern) } };
}
