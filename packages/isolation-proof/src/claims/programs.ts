import { isAssetOfCdk } from './cdk-assets';
import { destinationLine } from './destination-line';
import type { Places } from './places';
import type { ProgramOrigin } from '../resources/programs';
import type { TemplateResource } from '../templates/template';

/** What to do about a program that comes from elsewhere. */
export function programRemedy({ text, arn }: Pick<ProgramOrigin, 'text' | 'arn'>): string {
  return `Take it from a place of the same owner, of the platform, or of the assets of the CDK, or declare the place: ${destinationLine(arn ?? text)}.`;
}

/**
 * Where a program comes from that may not come from there, for people; undefined if it may. Whoever can change it acts
 * under the role that it runs under. What is the platform's no tenant can change, unless it lies in a part that tenants
 * have of it.
 */
export function problemOfProgram(
  { text, arn }: Pick<ProgramOrigin, 'text' | 'arn'>,
  resource: TemplateResource,
  places: Places,
): string | undefined {
  if (text === undefined) return 'a place that is unknown before deployment';
  const owner = places.ownerOf(resource);
  if (arn === undefined) return places.isDeclared(text) ? undefined : text;
  if (places.isAllowed(arn, owner) || isAssetOfCdk(arn, resource)) return undefined;
  const target = places.resourceNamed({ kind: 'arn', arn }, resource);
  if (target === undefined) return `${text}, which no template makes`;
  const other = places.ownerOf(target);
  if (other !== undefined) return other === owner ? undefined : `${text}, in ${target.path} of ${other}`;
  return places.isPartOfAnyTenant(arn) ? `${text}, where an organization may write` : undefined;
}
