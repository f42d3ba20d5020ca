import { absent, type FactLookup, type Facts, known } from '../policies/facts';
import type { Actor } from './actor';
import type { ComparedGuard, GuardSide } from './compared-guard';

export type Side = 'base' | 'head';

const PRINCIPAL_TAG = 'aws:principaltag/';
const RESOURCE_TAG = 'aws:resourcetag/';

/** Keys that tell of the caller what a service or somebody from outside does not have. */
const OF_PRINCIPALS = /^aws:(?:principalarn|principalaccount|username|userid|principaltag\/.*)$/;

/**
 * What one side says of every request of an actor to a resource: of its principal, and of the resource's tags. What is
 * left may be absent or have any value. It knows no more than the exact evaluator does: see `exactFacts`.
 * @param chosen values of keys that are tried one after the other
 */
export function sideFacts(
  actor: Actor,
  guard: ComparedGuard | undefined,
  side: Side,
  chosen: Facts,
): FactLookup {
  // A side without the actor is asked as if it had what it has on the other side: nothing is left open by that.
  const own: Facts = (actor[side] ?? actor.head ?? actor.base)?.facts ?? new Map();
  const tags = tagsOf(guard, side);
  const hasKnownTags = [actor.base, actor.head].some((one) =>
    [...(one?.facts.keys() ?? [])].some((key) => key.startsWith(PRINCIPAL_TAG)),
  );
  const { name } = actor;
  const user = name.kind === 'arn' ? /:user\/(?:.*\/)?([^/]+)$/.exec(name.arn)?.[1] : undefined;
  return {
    get: (key) => {
      const fact = chosen.get(key) ?? own.get(key);
      if (fact !== undefined) return fact;
      if (actor.domains.has(key)) return undefined;
      if (name.kind === 'service' || name.kind === 'federated') {
        if (key === 'aws:principalservicename') return name.kind === 'service' ? known(name.text) : absent;
        if (OF_PRINCIPALS.test(key)) return absent;
      }
      if (name.kind === 'arn' && actor.who.path !== undefined) {
        if (key === 'aws:username') return user === undefined ? absent : known(user);
        if (key.startsWith(PRINCIPAL_TAG) && hasKnownTags) return absent;
      }
      if (key.startsWith(RESOURCE_TAG) && tags !== undefined) return tags.get(key) ?? absent;
      return undefined;
    },
  };
}

/** A side without the resource is asked as if it had the tags that it has on the other side. */
function tagsOf(guard: ComparedGuard | undefined, side: Side): GuardSide['tags'] {
  return (guard?.[side] ?? guard?.head ?? guard?.base)?.tags;
}
