import { ALL_POLICIES } from '../../../../packages/isolation-proof/src/access/lens';
import type { Actor } from '../../../../packages/isolation-proof/src/difference/actor';
import type { ActorDifference } from '../../../../packages/isolation-proof/src/difference/actor-difference';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import {
  ReasonSearch,
  type Searched,
} from '../../../../packages/isolation-proof/src/difference/reason-search';
import type { Reason } from '../../../../packages/isolation-proof/src/difference/reasons';
import { ToldResources } from '../../../../packages/isolation-proof/src/difference/told-resources';
import { toldTexts } from '../../../../packages/isolation-proof/src/difference/told-patterns';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { actorOf, settingOf, sideOf } from './compared-actor';

export const at = (
  Action: string | string[],
  Resource: string | string[],
  more: JsonObject = {},
): JsonObject => ({
  Action,
  Resource,
  ...more,
});
export const s3 = (text: string): string => `arn:aws:s3:::${text}`;
export const SNS = 'arn:aws:sns:eu-central-1:111122223333:t';

export interface Asked {
  readonly guards?: readonly ComparedGuard[];
  readonly told?: readonly [ToldResources, ...ToldResources[]];
  readonly searched?: Partial<Searched>;
}
export function searchOf(actor: Actor, reason: Partial<Reason>, asked: Asked = {}): ReasonSearch {
  const { guards = [], told = [new ToldResources()], searched } = asked;
  return new ReasonSearch(
    {
      actor,
      allowing: 'head',
      lens: ALL_POLICIES,
      reason: { statement: undefined, guard: undefined, lenses: [ALL_POLICIES], ...reason },
      before: [],
      changed: new Set(),
      ...searched,
    },
    settingOf(actor, ...guards),
    told,
  );
}
export const text = ({ actions, resources }: ActorDifference): string =>
  `${toldTexts(actions).join()} on ${resources.map((some) => toldTexts(some).join()).join(' and ')}`;
export const texts = (search: ReasonSearch): string[] => search.differences().map(text);
export const statementOf = ({ base, head }: Actor, index = 0, side = head ?? base): Statement => {
  const found = side?.identity === 'everything' ? undefined : side?.identity[index];
  if (found === undefined) throw new Error('no statement');
  return found;
};
export const gained = (...head: JsonObject[]): Actor => actorOf(sideOf([]), sideOf(head));
