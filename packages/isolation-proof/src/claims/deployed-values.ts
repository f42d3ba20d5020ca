import { ownerText, type Places } from './places';
import type { DynamicReference } from '../resources/dynamic-references';
import type { TemplateResource } from '../templates/template';
import type { Asking } from './asking';

const REMEDY =
  'Let the program read it with its own role, take a value of the same owner, or declare the parameter or the secret, with its reason, among the destinations of the specification.';

/**
 * What CloudFormation puts into a resource at deployment is of the owner of the resource: the deployment may read
 * everything, and whoever may look at the resource sees the value.
 */
export function judgeDeployedValue(
  resource: TemplateResource,
  { place, arn }: DynamicReference,
  places: Places,
  asking: Asking,
): void {
  asking.check();
  const problem = problemOf(arn, resource, places);
  if (problem === undefined) return;
  asking.refute(
    `${resource.path} of ${ownerText(places.ownerOf(resource))}: the deployment puts in the value of ${problem} (${place})`,
    [],
    REMEDY,
    resource.path,
  );
}

/** What a value is of that may not be put in, for people; undefined if it may. */
function problemOf(arn: string | undefined, resource: TemplateResource, places: Places): string | undefined {
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
