import { isObject, type Json } from './json';
import type { NotUnderstoodError } from './resolved';
import type { StackTemplate, TemplateResource } from './template';

/**
 * Why something of a resource is not understood, after the property where the value stands that is meant: that of
 * another resource of the stack, if it refers to one.
 */
export function placedReason({ message, about }: NotUnderstoodError, resource: TemplateResource): string {
  const [place] = placesOf(about, [resource, ...resource.stack.resources.values()]);
  if (place === undefined) return message;
  const of = place.resource === resource ? '' : ` of ${place.resource.path}`;
  return `${place.property}${of}: ${message}`;
}

/** Stack, construct path and property where a value stands; `the templates` if it stands nowhere by itself. */
export function placeIn(about: Json | undefined, stacks: readonly StackTemplate[]): string {
  const [place] = placesOf(
    about,
    stacks.flatMap(({ resources }) => [...resources.values()]),
  );
  return place === undefined ? 'the templates' : `${place.resource.path} (${place.property})`;
}

interface Place {
  readonly resource: TemplateResource;
  readonly property: string;
}

function placesOf(about: Json | undefined, resources: readonly TemplateResource[]): Place[] {
  return resources.flatMap((resource) => {
    const property = propertyOf(about, resource.properties);
    return property === undefined ? [] : [{ resource, property }];
  });
}

/** Where a value stands in properties; undefined if it stands nowhere, or is no object, as which others are equal. */
export function propertyOf(about: Json | undefined, properties: Json): string | undefined {
  if (typeof about !== 'object' || about === null || about === properties) return undefined;
  return pathTo(about, properties, '');
}

/** The path below a value at which that very object stands. */
function pathTo(wanted: Json, value: Json, path: string): string | undefined {
  if (value === wanted) return path;
  const below: readonly (readonly [path: string, value: Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((element, index) => [`${path}[${index}]`, element] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, next]) => [path === '' ? key : `${path}.${key}`, next] as const)
      : [];
  for (const [at, next] of below) {
    const found = pathTo(wanted, next, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
