import type { Json } from '../templates/json';
import { knownText } from './resolve';
import type { StackTemplate, TemplateResource } from '../templates/template';
import { type PlacedValue, type PropertyPath, valuesAt } from './property-path';
import { writtenFor } from './physical-names';
import { descriptionOf } from './registry';
import type { Flow, ImpliedLogGroup, TextForm } from './described-flow';

/** One end of a flow of data, as the template names it. */
export interface FlowEnd extends Pick<PlacedValue, 'place' | 'value'>, Pick<Flow, 'runsIn' | 'whole'> {
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
  const { sources = [], keys = [], certificates = [] } = descriptionOf(resource.type) ?? {};
  return ends([...sources, ...keys.map(keyAt), ...certificates.map(certificateAt)], resource);
}

function keyAt(property: PropertyPath): Flow {
  return { property, form: 'kms-key', data: 'keys', whole: 'used' };
}

function certificateAt(property: PropertyPath): Flow {
  return { property, form: 'ref', data: 'certificates', whole: 'used' };
}

/** A log group that a service writes to by itself. */
export interface LogEnd extends Pick<ImpliedLogGroup, 'whole'> {
  /** Its name; undefined if it is not known before deployment. */
  readonly name: string | undefined;
  readonly data: string;
}

/**
 * The log groups that a resource writes to because nothing else is said.
 * @throws NotUnderstoodError if an intrinsic function hides whether it is
 */
export function impliedLogGroupsOf(resource: TemplateResource): LogEnd[] {
  const { properties, stack, type } = resource;
  return (descriptionOf(type)?.logGroups ?? [])
    .filter(({ unless }) => unless === undefined || valuesAt(properties, unless).length === 0)
    .map(({ name, unless: _unless, ...end }) => ({
      name: writtenFor(resource, name, (value) => knownText(value, stack)),
      ...end,
    }));
}

function ends(flows: readonly Flow[], { properties, stack }: TemplateResource): FlowEnd[] {
  return flows.flatMap(({ property, where = {}, absent, ...flow }) => {
    const found = valuesAt(properties, property);
    if (found.length === 0 && absent !== undefined) return [{ place: property, value: absent, ...flow }];
    return found
      .filter(({ beside }) =>
        Object.entries(where).every(([sibling, texts]) => couldBe(beside[sibling], texts, stack)),
      )
      .map(({ place, value }) => ({ place, value, ...flow }));
  });
}

/** Whether a property has one of some values; it could, if nobody knows what it has. */
function couldBe(value: Json | undefined, texts: readonly string[], stack: StackTemplate): boolean {
  if (value === undefined) return false;
  const text = knownText(value, stack);
  return text === undefined || texts.includes(text);
}
