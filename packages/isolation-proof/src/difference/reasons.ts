import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../access/lens';
import type { Facts } from '../policies/facts';
import type { Statement } from '../policies/statement';
import { type Actor, namingOf } from './actor';
import { changedStatements } from './changed-statements';
import type { ComparedGuard } from './compared-guard';
import type { Side } from './side-facts';

/** Why one side may allow what the other does not. */
export interface Reason {
  /**
   * A statement that only one side has: of the allowing side if it allows, of the other one if it denies. Undefined for
   * what is no statement: an actor, a permissions boundary or a tag that only one side has.
   */
  readonly statement: Statement | undefined;
  /** The resource whose policy it stands in; undefined for policies of the actor. */
  readonly guard: ComparedGuard | undefined;
  /** Through which policies it is asked about: all together first. */
  readonly lenses: readonly Lens[];
}

/** The reasons for which an actor may be allowed on one side what the other does not allow. */
export function reasonsFor(actor: Actor, allowing: Side, guards: readonly ComparedGuard[]): Reason[] {
  const denying = allowing === 'base' ? 'head' : 'base';
  const [more, less] = [actor[allowing], actor[denying]];
  if (more === undefined) return [];
  if (less === undefined) return [{ statement: undefined, guard: undefined, lenses: [ALL_POLICIES] }];

  const hasOtherFacts = factsText(more.facts) !== factsText(less.facts);
  const changed = (allows: readonly Statement[], denies: readonly Statement[]): Statement[] => [
    ...(hasOtherFacts ? allows : changedStatements(allows, denies)).filter(
      ({ effect }) => effect === 'Allow',
    ),
    ...(hasOtherFacts ? denies : changedStatements(denies, allows)).filter(({ effect }) => effect === 'Deny'),
  ];
  const identities = [more.identity, less.identity].map((one) => (one === 'everything' ? [] : one));
  const ofIdentity = changed(identities[0] ?? [], identities[1] ?? []);
  // Beside a side without a boundary, no boundary allows more.
  const ofBoundary = less.boundary === undefined ? [] : changed(more.boundary ?? [], less.boundary);
  const ofGuards = guards.flatMap((guard) => {
    // Policies of a resource that is taken away refuse nothing any more, and let nobody in.
    if (guard[allowing] === undefined) return [];
    return changed(guard[allowing].policy, guard[denying]?.policy ?? [])
      .map((statement) => ({ statement, naming: namingOf(statement, actor, guard.account) }))
      .filter(({ naming }) => naming !== 'no')
      .map(({ statement, naming }) => ({
        statement,
        guard,
        // What a policy says to whoever is of the account is told of any administrator.
        lenses:
          actor.name.kind !== 'arn' || naming === 'everybody' || naming === 'account'
            ? [ALL_POLICIES]
            : [ALL_POLICIES, RESOURCE_POLICIES_ALONE],
      }));
  });
  const isUnbounded = more.boundary === undefined && less.boundary !== undefined;
  return [
    ...ofIdentity.map((statement) => ({
      statement,
      guard: undefined,
      lenses: [ALL_POLICIES, IDENTITY_ALONE],
    })),
    ...ofBoundary.map((statement) => ({
      statement,
      guard: undefined,
      lenses: isUnbounded ? [ALL_POLICIES] : [ALL_POLICIES, BOUNDARY_ALONE],
    })),
    ...ofGuards,
    ...(hasOtherFacts || isUnbounded || guards.some(hasOtherTags)
      ? [{ statement: undefined, guard: undefined, lenses: [ALL_POLICIES] }]
      : []),
  ];
}

/** Whether a resource of both sides has other tags than before. */
export function hasOtherTags({ base, head }: ComparedGuard): boolean {
  return base !== undefined && head !== undefined && factsText(base.tags) !== factsText(head.tags);
}

/** Facts as text, in whichever order they came. */
function factsText(facts: Facts | undefined): string {
  return JSON.stringify([...(facts ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
}
