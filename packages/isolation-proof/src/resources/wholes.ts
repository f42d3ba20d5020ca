import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { destinationsOf, sourcesOf } from './flows';
import { type PlacedValue, valuesAt } from './property-path';
import { descriptionOf } from './registry';
import type { TextForm } from './described-flow';

/** A property by which a resource names what it is a part of. */
export interface NamedWhole extends Pick<PlacedValue, 'value'> {
  readonly form: TextForm;
}

/** What a resource is a part of, as it names it; nothing where an intrinsic function hides that. */
export function wholesOf(resource: TemplateResource): readonly NamedWhole[] {
  const { partOf = {}, policies = [] } = descriptionOf(resource.type) ?? {};
  const properties = [
    ...Object.entries(partOf),
    ...policies.flatMap(({ of }) => (typeof of === 'object' ? [[of.property, of.form] as const] : [])),
  ];
  return ifUnderstood(() => [
    ...properties.flatMap(([property, form]) =>
      valuesAt(resource.properties, property).map(({ value }) => ({ value, form })),
    ),
    ...wholesOfFlows(resource),
  ]);
}

/**
 * Those wholes of which the claim about flows asks whether a resource may be a part of them. What it only uses, such as a
 * key, does not say whose it is.
 */
export function wholesOfFlows(resource: TemplateResource): readonly NamedWhole[] {
  return ifUnderstood(() =>
    [...sourcesOf(resource), ...destinationsOf(resource)].filter(
      ({ whole }) => whole !== undefined && whole !== 'used',
    ),
  );
}

function ifUnderstood(read: () => readonly NamedWhole[]): readonly NamedWhole[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotUnderstoodError) return [];
    throw error;
  }
}
