import type { TemplateResource } from '../templates/template';
import { type PlacedValue, valuesAt } from './property-path';
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
  return roles.flatMap(({ property, form = 'role', assumedBy, directs }) =>
    valuesAt(properties, property).map(({ place, value }) => ({ place, value, form, assumedBy, directs })),
  );
}
