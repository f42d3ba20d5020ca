import type { JsonObject } from '../templates/json';
import type { TemplateResource } from '../templates/template';
import { type PlacedValue, type PropertyPath, valuesAt } from './property-path';
import { descriptionOf } from './registry';
import type { CarriedRole } from './resource-type';

/** A role that acts for a resource, as the template names it. */
export interface RoleOfResource extends Pick<PlacedValue, 'place' | 'value'> {
  /** How it is named; `role` is an ARN or a name. */
  readonly form: 'role' | 'instance-profile';
  readonly assumedBy: string;
  /** What is done under the role. */
  readonly directs: string;
}

/**
 * The roles that act for a resource.
 * @throws NotUnderstoodError if an intrinsic function hides whether there is one
 */
export function rolesCarriedBy({ type, properties }: TemplateResource): RoleOfResource[] {
  const roles: readonly CarriedRole[] = descriptionOf(type)?.roles ?? [];
  return roles.flatMap(({ form = 'role', assumedBy, directs, ...role }) =>
    namedBy(role, properties).map(({ place, value }) => ({ place, value, form, assumedBy, directs })),
  );
}

/** In the text of a document, `{{ Role }}` is whatever its argument `Role` is. */
const ARGUMENT = /^\{\{\s*([\w-]+)\s*\}\}$/;

function namedBy(
  { property, arguments: described }: Pick<CarriedRole, 'property' | 'arguments'>,
  properties: JsonObject,
): PlacedValue[] {
  if (described === undefined) return valuesAt(properties, property);
  if (!couldHold(properties, property)) return [];
  return valuesAt(properties, property)
    .flatMap((found) => {
      const argument = typeof found.value === 'string' ? ARGUMENT.exec(found.value)?.[1] : undefined;
      return argument === undefined ? [found] : valuesAt(properties, `${described}.${argument}.default`);
    })
    .filter(({ value }) => value !== '');
}

/** Whether a text that may be no JSON, such as YAML, could hold a property: not without its name, or without escapes. */
function couldHold(properties: JsonObject, path: PropertyPath): boolean {
  const steps = path.split('.');
  const text = properties[steps[0] ?? ''];
  return typeof text !== 'string' || text.includes('\\') || text.includes(steps.at(-1) ?? '');
}
