import { ALL_POLICIES } from '../access/lens';
import { type Decision, decide } from '../decide/decide';
import type { ConcreteRequest, Context } from '../decide/request';
import type { Model } from '../model/model';
import { anyAdministrator } from '../model/any-administrator';
import { UndecidedError, type Unknown } from '../templates/errors';
import type { AccessDifference } from './access-difference';
import type { Actor, ActorSide } from './actor';
import type { ActorDifference } from './actor-difference';
import type { Side } from './side-facts';
import { otherSide } from './question';

/** What of one side decides an example. */
type Decided = Pick<Model, 'stacks' | 'guarded' | 'principals'>;

/**
 * Decides the example of a difference once more, with the evaluator of single requests, which shares no code with the
 * search. It does not know everything: operators for dates and addresses, principals of other accounts, resources that
 * are in no template.
 * @returns why the example is none, as the end of a sentence; undefined if nothing speaks against it
 */
export function faultOf(
  difference: ActorDifference,
  models: Readonly<Record<Side, Decided>>,
): string | undefined {
  const { allowing, lens } = difference;
  // A lock by itself is in force nowhere.
  if (lens !== ALL_POLICIES) return undefined;
  const more = outcomeOn(allowing, difference, models[allowing]);
  const less = outcomeOn(otherSide(allowing), difference, models[otherSide(allowing)]);
  if (more === 'denied') return `the ${allowing} denies it`;
  return less === 'allowed' ? `the ${otherSide(allowing)} allows it, too` : undefined;
}

/** A difference whose example is none: search or evaluator is wrong, so that nothing is told for certain. */
export function asUndecided({ principal, change, example }: AccessDifference, fault: string): Unknown {
  return {
    place: principal.path ?? principal.name,
    reason: `${example.action} on ${example.resource} seems ${change}, but ${fault}; please report it`,
  };
}

/** Undefined if that is not known. */
function outcomeOn(side: Side, difference: ActorDifference, model: Decided): Decision['outcome'] | undefined {
  const { actor, example } = difference;
  const { guard } = example;
  const own = actor[side];
  if (own === undefined) return 'denied';
  // A resource that one side lacks is judged by what the side's other policies say of it.
  if (guard !== undefined && guard[side] === undefined) return undefined;
  const requester = requesterOf(actor, own, model);
  if (requester === undefined) return undefined;
  const isContents = guard?.kind === 'other' && guard.arn !== example.finding.resource;
  if (isContents) return undefined;
  const context: Context = new Map(
    [...example.finding.context].map(([key, value]) => [key, value ?? undefined]),
  );
  const request = { requester, action: example.action, resource: example.finding.resource, context };
  try {
    return decide(model, request).outcome;
  } catch (error) {
    if (error instanceof UndecidedError) return undefined;
    throw error;
  }
}

function requesterOf(
  { name, domains }: Actor,
  own: ActorSide,
  { stacks: [stack] }: Decided,
): ConcreteRequest['requester'] | undefined {
  switch (name.kind) {
    case 'service':
      return { service: name.text };
    case 'federated':
      return { federated: name.text };
    case 'anybody':
      return { federated: 'anybody' };
    case 'account':
      return undefined;
    default: {
      if (stack === undefined) return undefined;
      const identity = own.identity === 'everything' ? anyAdministrator(stack).identity : own.identity;
      // An ARN that may be any of many is in the context of the request.
      const facts = domains.has('aws:principalarn')
        ? new Map([...anyAdministrator(stack).facts, ...own.facts])
        : own.facts;
      return { arn: name.arn, identity, boundary: own.boundary, facts };
    }
  }
}
