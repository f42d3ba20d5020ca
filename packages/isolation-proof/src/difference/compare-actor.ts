import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../access/lens';
import type { Unknown } from '../templates/errors';
import type { Actor } from './actor';
import type { ActorDifference } from './actor-difference';
import { ReasonSearch, type Setting } from './reason-search';
import { type Reason, reasonsFor } from './reasons';
import type { Side } from './side-facts';
import { ToldResources } from './told-resources';

const LENSES: readonly Lens[] = [ALL_POLICIES, IDENTITY_ALONE, BOUNDARY_ALONE, RESOURCE_POLICIES_ALONE];

/** Tells what one side allows an actor and the other does not, reason by reason. */
export function compareActor(
  actor: Actor,
  setting: Setting,
): { readonly differences: ActorDifference[]; readonly undecided: Unknown[] } {
  const differences: ActorDifference[] = [];
  /** Of each reason once, whichever policies it was asked about through. */
  const undecided = new Map<Reason, Unknown>();
  for (const allowing of ['head', 'base'] as const) {
    const reasons = reasonsFor(actor, allowing, [...setting.changedGuards]);
    const changed = new Set(reasons.map(({ statement }) => statement));
    // What is in force comes first, so that nothing of it is told of one lock alone.
    const inForce = new ToldResources();
    for (const lens of LENSES) {
      const before: Reason[] = [];
      for (const reason of reasons) {
        if (!reason.lenses.includes(lens)) continue;
        const told: [ToldResources, ...ToldResources[]] =
          lens === ALL_POLICIES ? [new ToldResources(), inForce] : [inForce.copy()];
        const search = new ReasonSearch(
          { actor, allowing, lens, reason, before: [...before], changed },
          setting,
          told,
        );
        differences.push(...search.differences());
        if (search.isUndecided) undecided.set(reason, undecidedOf(actor, reason, allowing));
        else before.push(reason);
      }
    }
  }
  return { differences, undecided: [...undecided.values()] };
}

function undecidedOf({ who }: Actor, { statement }: Reason, allowing: Side): Unknown {
  const place =
    statement === undefined ? (who.path ?? who.name) : `${statement.source.path} (${statement.name})`;
  const verb = allowing === 'head' ? 'gains' : 'loses';
  return {
    place,
    reason: `what ${who.name} ${verb} by it could not be decided: too many statements, wildcards or variables apply at once`,
  };
}
