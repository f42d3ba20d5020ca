import { ActionQuestions } from '../../../../packages/isolation-proof/src/difference/action-questions';
import type { Actor, ActorSide } from '../../../../packages/isolation-proof/src/difference/actor';
import type { ActorDifference } from '../../../../packages/isolation-proof/src/difference/actor-difference';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import type { Setting } from '../../../../packages/isolation-proof/src/difference/reason-search';
import { toldTexts } from '../../../../packages/isolation-proof/src/difference/told-patterns';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ROLE, statements } from '../fixtures/statements-and-requests';

const list = (...some: readonly JsonObject[]): Statement[] => (some.length === 0 ? [] : statements(...some));

/** What a role has on one side. */
export function sideOf(identity: readonly JsonObject[], boundary?: readonly JsonObject[]): ActorSide {
  return { identity: list(...identity), boundary: boundary && list(...boundary), facts: new Map() };
}

/** A role of the templates, on both sides of a change. */
export function actorOf(base?: ActorSide, head?: ActorSide, parts: Partial<Actor> = {}): Actor {
  return {
    who: { kind: 'role', name: ROLE, path: 'stack/Role', presence: 'both' },
    name: { kind: 'arn', arn: ROLE },
    base,
    head,
    domains: new Map(),
    ...parts,
  };
}

/** A bucket `b` of which the policies may differ; undefined for a side without it. */
export function bucketOf(base?: readonly JsonObject[], head?: readonly JsonObject[]): ComparedGuard {
  return {
    arn: 'arn:aws:s3:::b',
    kind: 'bucket',
    service: 's3',
    account: '111122223333',
    owner: undefined,
    patterns: [literalPattern('arn:aws:s3:::b'), wildcardPattern('arn:aws:s3:::b/*')],
    base: base && { policy: list(...base), tags: undefined },
    head: head && { policy: list(...head), tags: undefined },
  };
}

/** Where nothing but what an actor and these resources say is compared. */
export function settingOf({ base, head }: Actor, ...guards: readonly ComparedGuard[]): Setting {
  const ofSide = (side: ActorSide | undefined): readonly Statement[] => [
    ...(side === undefined || side.identity === 'everything' ? [] : side.identity),
    ...(side?.boundary ?? []),
  ];
  const ofGuards = guards.flatMap((guard) => [...(guard.base?.policy ?? []), ...(guard.head?.policy ?? [])]);
  return {
    guards,
    changedGuards: new Set(guards),
    actions: new ActionQuestions(new Set([...ofSide(base), ...ofSide(head), ...ofGuards])),
    isMultiValued: () => false,
    partition: 'aws',
  };
}

/** A difference in one line: the side that allows it, through which policies, and what. */
export function lineOf({ allowing, lens, actions, resources }: ActorDifference): string {
  const told = [...new Set(resources.flatMap(toldTexts))].sort();
  return `${allowing} by ${lens.name}: ${toldTexts(actions).join()} on ${told.join()}`;
}

/** A statement that is about so many values of a variable that not all of them are tried. */
export const TOO_MANY: JsonObject = {
  Sid: 'TooMany',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::c/${s3:prefix}',
  Condition: { StringEquals: { 's3:prefix': Array.from({ length: 30 }, (_one, index) => `p${index}`) } },
};
