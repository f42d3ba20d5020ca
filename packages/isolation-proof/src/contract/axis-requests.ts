import { type ConcreteRequest, isOutsider } from '../decide/request';
import type { Axis, Part, Variation } from './axis';
import type { Draft } from './draft';
import { changed, requestOf } from './requests';
import { requestersIn, type Requesters } from './requesters';
import type { AllowedRow } from './row';

/** The requests of a row along an axis, from everybody whom the row is about, or whom the axis puts in their place. */
export function requestsAlong<Scene, Kind extends string>(
  { variations }: Axis<Scene, Kind>,
  row: AllowedRow<Scene, Kind>,
  scene: Scene,
  requesters: Requesters<Kind>,
): ConcreteRequest[] {
  return variations.flatMap((variation) => {
    const pairs = variedDrafts(variation, row, scene);
    return requestersIn('by' in variation ? variation : row, requesters).flatMap((requester) =>
      pairs.flatMap(({ before, after }) =>
        'by' in variation || differs(before, after, requester) ? [requestOf(after, requester)] : [],
      ),
    );
  });
}

/** Every request of a row that a variation is tried on, before and after it. */
function variedDrafts<Scene, Kind extends string>(
  variation: Variation<Scene, Kind>,
  { requests }: AllowedRow<Scene, Kind>,
  scene: Scene,
): { readonly before: Draft; readonly after: Draft }[] {
  const { only = () => true } = variation;
  const elsewhere = 'part' in variation ? requests(variation.inScene(scene)) : [];
  return requests(scene).flatMap((before, index) => {
    if (!only(before)) return [];
    if ('by' in variation) return [{ before, after: before }];
    if ('context' in variation) return [{ before, after: changed(before, variation, scene) }];
    const other = elsewhere[index];
    return other === undefined ? [] : [{ before, after: withPartOf(other, variation.part, before) }];
  });
}

function withPartOf(other: Draft, part: Part, draft: Draft): Draft {
  if (part === 'resource') return { ...draft, resource: other.resource };
  if (part === 'context') return { ...draft, context: other.context };
  const { context: key } = part;
  return key in draft.context
    ? { ...draft, context: { ...draft.context, [key]: other.context[key] } }
    : draft;
}

/** Whether a request becomes another one: where the draft says nothing, the requester does. */
function differs(before: Draft, after: Draft, requester: ConcreteRequest['requester']): boolean {
  return (
    before.resource !== after.resource ||
    Object.keys(after.context).some((key) => valueOf(key, before, requester) !== after.context[key])
  );
}

function valueOf(key: string, { context }: Draft, requester: ConcreteRequest['requester']): unknown {
  if (key in context || isOutsider(requester)) return context[key];
  const fact = requester.facts.get(key);
  return fact?.kind === 'among' ? fact.set : fact?.kind === 'text' ? fact.text : undefined;
}
