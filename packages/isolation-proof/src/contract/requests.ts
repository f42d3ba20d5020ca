import type { ConcreteRequest } from '../decide/request';
import { type RequestTemplate, textIn } from './request-template';
import { requestersIn, type Requesters } from './requesters';
import type { AllowedRow, Change, DeniedRow } from './row';

const templatesByFixtures = new WeakMap<object, Map<object, readonly RequestTemplate[]>>();

/** The requests of a row, before it is known who makes them: of the same fixtures, every axis tries the same ones. */
export function templatesOf<Fixtures, Kind extends string>(
  { requests }: Pick<AllowedRow<Fixtures, Kind>, 'requests'>,
  fixtures: Fixtures,
): readonly RequestTemplate[] {
  if (typeof fixtures !== 'object' || fixtures === null) return requests(fixtures);
  const byRow = templatesByFixtures.get(fixtures) ?? new Map<object, readonly RequestTemplate[]>();
  templatesByFixtures.set(fixtures, byRow);
  const templates = byRow.get(requests) ?? requests(fixtures);
  byRow.set(requests, templates);
  return templates;
}

/** The requests of an operation. */
export function requestsOf<Fixtures, Kind extends string>(
  row: AllowedRow<Fixtures, Kind>,
  requester: ConcreteRequest['requester'],
  fixtures: Fixtures,
): ConcreteRequest[] {
  return templatesOf(row, fixtures).map((template) => requestOf(template, requester));
}

/**
 * The requests that a row on no axis denies: one of its twin's, with the change, from everybody whom the twin is about.
 * @throws RangeError if the twin has no such row or request
 */
export function changedRequests<Fixtures, Kind extends string>(
  { twin: twinId, request: action, change }: DeniedRow<Fixtures>,
  allowed: Readonly<Record<string, AllowedRow<Fixtures, Kind>>>,
  fixtures: Fixtures,
  requesters: Requesters<Kind>,
): ConcreteRequest[] {
  const twin = allowed[twinId];
  const templates = twin === undefined ? [] : templatesOf(twin, fixtures);
  const template = action === undefined ? templates[0] : templates.find((one) => one.action === action);
  // Tenants without principals of a kind are told apart from others before; there is nothing to become then.
  if (twin === undefined || (template === undefined && templates.length > 0)) {
    throw new RangeError(`no request ${action ?? ''} of a row ${twinId}`);
  }
  if (template === undefined) return [];
  return requestersIn(twin, requesters).map((requester) =>
    requestOf(changed(template, change, fixtures), requester),
  );
}

/** The template with a change to it. */
export function changed<Fixtures>(
  template: RequestTemplate,
  change: Change<Fixtures>,
  fixtures: Fixtures,
): RequestTemplate {
  if ('action' in change) return { ...template, action: change.action };
  if ('resource' in change) return { ...template, resource: textIn(change.resource, fixtures) };
  const value = typeof change.to === 'function' ? change.to(fixtures) : change.to;
  return { ...template, context: { ...template.context, [change.context]: value } };
}

/** The request that somebody makes of a template. */
export function requestOf(
  { action, resource, context }: RequestTemplate,
  requester: ConcreteRequest['requester'],
): ConcreteRequest {
  return { requester, action, resource, context: new Map(Object.entries(context)) };
}
