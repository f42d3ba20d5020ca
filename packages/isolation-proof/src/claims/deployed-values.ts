import { destinationLine } from './destination-line';
import { ownerText, type Places } from './places';
import type { TemplateResource } from '../templates/template';

/**
 * What to do about a value of somebody else.
 * @param arn of the parameter or the secret
 */
export function valueRemedy(arn: string | undefined): string {
  return `Let the program read it with its own role, take a value of the same owner, or declare the parameter or the secret: ${destinationLine(arn)}.`;
}

/**
 * What a value is of that the deployment may not put into a resource, for people; undefined if it may. The deployment may
 * read everything, and whoever may look at the resource sees the value.
 * @param arn of the parameter or the secret
 */
export function problemOfValue(
  arn: string | undefined,
  resource: TemplateResource,
  places: Places,
): string | undefined {
  if (arn === undefined) return 'a parameter or a secret that is unknown before deployment';
  const owner = places.ownerOf(resource);
  if (places.isAllowed(arn, owner)) return undefined;
  const target = places.resourceNamed({ kind: 'arn', arn }, resource);
  if (target !== undefined) {
    const other = places.ownerOf(target);
    return other === owner ? undefined : `${target.path} of ${ownerText(other)}`;
  }
  if (owner !== undefined) return `${arn}, which no template makes`;
  return places.isPartOfAnyTenant(arn) ? `${arn}, which is of an organization` : undefined;
}
