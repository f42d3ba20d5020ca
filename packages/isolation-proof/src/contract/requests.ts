import type { ConcreteRequest } from '../decide/request';
import { type Draft, textIn } from './draft';
import { requestersIn, type Requesters } from './requesters';
import type { AllowedRow, Change, DeniedRow } from './row';

/** The requests of an operation. */
export function requestsOf<Scene, Kind extends string>(
  { requests }: AllowedRow<Scene, Kind>,
  requester: ConcreteRequest['requester'],
  scene: Scene,
): ConcreteRequest[] {
  return requests(scene).map((draft) => requestOf(draft, requester));
}

/**
 * The requests that a row on no axis denies: one of its twin's, with the change, from everybody whom the twin is about.
 * @throws RangeError if the twin has no such row or request
 */
export function changedRequests<Scene, Kind extends string>(
  { twin: twinId, request: action, change }: DeniedRow<Scene>,
  allowed: Readonly<Record<string, AllowedRow<Scene, Kind>>>,
  scene: Scene,
  requesters: Requesters<Kind>,
): ConcreteRequest[] {
  const twin = allowed[twinId];
  const drafts = twin?.requests(scene) ?? [];
  const draft = action === undefined ? drafts[0] : drafts.find((one) => one.action === action);
  // Tenants without principals of a kind are told apart from others before; there is nothing to become then.
  if (twin === undefined || (draft === undefined && drafts.length > 0)) {
    throw new RangeError(`no request ${action ?? ''} of a row ${twinId}`);
  }
  if (draft === undefined) return [];
  return requestersIn(twin, requesters).map((requester) =>
    requestOf(changed(draft, change, scene), requester),
  );
}

/** The draft with a change to it. */
export function changed<Scene>(draft: Draft, change: Change<Scene>, scene: Scene): Draft {
  if ('action' in change) return { ...draft, action: change.action };
  if ('resource' in change) return { ...draft, resource: textIn(change.resource, scene) };
  const value = typeof change.to === 'function' ? change.to(scene) : change.to;
  return { ...draft, context: { ...draft.context, [change.context]: value } };
}

/** The request that somebody makes of a draft. */
export function requestOf(
  { action, resource, context }: Draft,
  requester: ConcreteRequest['requester'],
): ConcreteRequest {
  return { requester, action, resource, context: new Map(Object.entries(context)) };
}
