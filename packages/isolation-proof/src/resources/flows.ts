import type { Json } from '../templates/json';
import { knownText } from './resolve';
import type { StackTemplate, TemplateResource } from '../templates/template';
import { type PlacedValue, valuesAt } from './property-path';
import { descriptionOf } from './registry';
import type { Flow, TextForm } from './resource-type';

/** One end of a flow of data, as the template names it. */
export interface FlowEnd extends Pick<PlacedValue, 'place' | 'value'>, Pick<Flow, 'whole'> {
  readonly form: TextForm;
  /** What goes there or comes from there. */
  readonly data: string;
}

/**
 * Where a resource sends data.
 * @throws NotUnderstoodError if an intrinsic function hides whether it does
 */
export function destinationsOf(resource: TemplateResource): FlowEnd[] {
  return ends(descriptionOf(resource.type)?.destinations ?? [], resource);
}

/**
 * Where a resource takes data from.
 * @throws NotUnderstoodError if an intrinsic function hides whether it does
 */
export function sourcesOf(resource: TemplateResource): FlowEnd[] {
  return ends(descriptionOf(resource.type)?.sources ?? [], resource);
}

function ends(flows: readonly Flow[], { properties, stack }: TemplateResource): FlowEnd[] {
  return flows.flatMap(({ property, where = {}, ...flow }) =>
    valuesAt(properties, property)
      .filter(({ beside }) =>
        Object.entries(where).every(([sibling, texts]) => couldBe(beside[sibling], texts, stack)),
      )
      .map(({ place, value }) => ({ place, value, ...flow })),
  );
}

/** Whether a property has one of some values; it could, if nobody knows what it has. */
function couldBe(value: Json | undefined, texts: readonly string[], stack: StackTemplate): boolean {
  if (value === undefined) return false;
  const text = knownText(value, stack);
  return text === undefined || texts.includes(text);
}
