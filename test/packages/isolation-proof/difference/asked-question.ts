import { ALL_POLICIES } from '../../../../packages/isolation-proof/src/access/lens';
import type { Actor } from '../../../../packages/isolation-proof/src/difference/actor';
import {
  type Finding,
  findDifference,
  type Question,
} from '../../../../packages/isolation-proof/src/difference/question';
import { regionsOf } from '../../../../packages/isolation-proof/src/difference/region';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { actorOf, sideOf } from './compared-actor';

export const named = (Sid: string, more: JsonObject = {}): JsonObject => ({ Sid, ...more });
export const deny = (Sid: string, more: JsonObject = {}): JsonObject => ({
  ...named(Sid, more),
  Effect: 'Deny',
});
export const when = (operator: string, key: string, value: string): JsonObject => ({
  Condition: { [operator]: { [key]: value } },
});
export const on = (Resource: string): JsonObject => ({ Resource: `arn:aws:s3:::${Resource}` });
export const names = (list: readonly Statement[]): string => list.map(({ name }) => name).join();

/** By default: what a role may get on the head, of resources without a policy. */
export function question(actor: Actor, more: Partial<Question> = {}): Question {
  const { guard } = more;
  const [region] = regionsOf('s3', guard === undefined ? [] : [guard], 'aws');
  if (region === undefined) throw new Error('no region');
  return {
    actor,
    guard,
    lens: ALL_POLICIES,
    action: 's3:getobject',
    region,
    allowing: 'head',
    reason: undefined,
    told: [],
    toldResources: [],
    isMultiValued: () => false,
    ...more,
  };
}
export function find(actor: Actor, more: Partial<Question> = {}): Finding {
  const found = findDifference(question(actor, more));
  if (typeof found === 'string') throw new Error(found);
  return found;
}
export const gained = (...head: JsonObject[]): Actor => actorOf(sideOf([]), sideOf(head));
export const ofIdentity = ({ head }: Actor, index = 0): Statement => {
  const found = head?.identity === 'everything' ? undefined : head?.identity[index];
  if (found === undefined) throw new Error('no statement');
  return found;
};
