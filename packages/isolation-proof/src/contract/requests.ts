import type { Kind } from '../../../../lib/isolation/contract/cast';
import type { ConcreteRequest } from '../decide/request';
import { type AllowedRow, type DeniedRow, type Draft, textIn } from './row';
import type { Setting } from '../../../../lib/isolation/contract/scene';

/** The requests of an operation. */
export function requestsOf(
  { requests }: AllowedRow,
  requester: ConcreteRequest['requester'],
  scene: Setting['scene'],
): ConcreteRequest[] {
  return requests(scene).map((draft) => requestOf(draft, requester));
}

/**
 * The requests that a row denies: one of its twin's, with the change, from everybody whom the row is about.
 * @throws RangeError if the twin has no such row or request
 */
export function changedRequests(
  { twin: twinId, request: action, change }: DeniedRow,
  allowed: Readonly<Record<string, AllowedRow>>,
  { scene, cast }: Pick<Setting, 'scene' | 'cast'>,
): ConcreteRequest[] {
  const twin = allowed[twinId];
  const drafts = twin?.requests(scene) ?? [];
  const draft = action === undefined ? drafts[0] : drafts.find((one) => one.action === action);
  // Organizations without hubs or nodes are told apart from others before; there is nothing to become then.
  if (twin === undefined || (draft === undefined && drafts.length > 0)) {
    throw new RangeError(`no request ${action ?? ''} of a row ${twinId}`);
  }
  if (draft === undefined) return [];
  const by: Kind = 'by' in change ? change.by : twin.by;
  return cast.requesters[by].map((requester) => requestOf(changed(draft, change, scene), requester));
}

function changed(draft: Draft, change: DeniedRow['change'], scene: Setting['scene']): Draft {
  if ('action' in change) return { ...draft, action: change.action };
  if ('resource' in change) return { ...draft, resource: textIn(change.resource, scene) };
  if ('context' in change) {
    const value = change.to === undefined ? undefined : textIn(change.to, scene);
    return { ...draft, context: { ...draft.context, [change.context]: value } };
  }
  return draft;
}

function requestOf(
  { action, resource, context }: Draft,
  requester: ConcreteRequest['requester'],
): ConcreteRequest {
  return { requester, action, resource, context: new Map(Object.entries(context)) };
}
