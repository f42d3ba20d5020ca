import { type ConcreteRequest, isOutsider } from '../decide/request';
import type { Axis, Part, Variation } from './axis';
import type { RequestTemplate } from './request-template';
import { changed, requestOf, templatesOf } from './requests';
import { requestersIn, type Requesters } from './requesters';
import type { AllowedRow } from './row';

/** The requests of a row along an axis, from everybody whom the row is about, or whom the axis puts in their place. */
export function requestsAlong<Fixtures, Kind extends string>(
  { variations }: Axis<Fixtures, Kind>,
  row: AllowedRow<Fixtures, Kind>,
  fixtures: Fixtures,
  requesters: Requesters<Kind>,
): ConcreteRequest[] {
  return variations.flatMap((variation) => {
    const pairs = variedTemplates(variation, row, fixtures);
    return requestersIn('by' in variation ? variation : row, requesters).flatMap((requester) =>
      pairs.flatMap(({ before, after }) =>
        'by' in variation || differs(before, after, requester) ? [requestOf(after, requester)] : [],
      ),
    );
  });
}

/** Every request of a row that a variation is tried on, before and after it. */
function variedTemplates<Fixtures, Kind extends string>(
  variation: Variation<Fixtures, Kind>,
  row: AllowedRow<Fixtures, Kind>,
  fixtures: Fixtures,
): { readonly before: RequestTemplate; readonly after: RequestTemplate }[] {
  const { only = () => true } = variation;
  const elsewhere = 'part' in variation ? row.requests(variation.withFixtures(fixtures)) : [];
  return templatesOf(row, fixtures).flatMap((before, index) => {
    if (!only(before)) return [];
    if ('by' in variation) return [{ before, after: before }];
    if ('context' in variation) return [{ before, after: changed(before, variation, fixtures) }];
    const other = elsewhere[index];
    return other === undefined ? [] : [{ before, after: withPartOf(other, variation.part, before) }];
  });
}

function withPartOf(other: RequestTemplate, part: Part, template: RequestTemplate): RequestTemplate {
  if (part === 'resource') return { ...template, resource: other.resource };
  if (part === 'context') return { ...template, context: other.context };
  const { context: key } = part;
  return key in template.context
    ? { ...template, context: { ...template.context, [key]: other.context[key] } }
    : template;
}

/** Whether a request becomes another one: where the template says nothing, the requester does. */
function differs(
  before: RequestTemplate,
  after: RequestTemplate,
  requester: ConcreteRequest['requester'],
): boolean {
  return (
    before.resource !== after.resource ||
    Object.keys(after.context).some((key) => valueOf(key, before, requester) !== after.context[key])
  );
}

function valueOf(
  key: string,
  { context }: RequestTemplate,
  requester: ConcreteRequest['requester'],
): unknown {
  if (key in context || isOutsider(requester)) return context[key];
  const fact = requester.facts.get(key);
  return fact?.kind === 'among' ? fact.set : fact?.kind === 'text' ? fact.text : undefined;
}
