import { tagsGivenBy } from '../model/tags';
import type { TemplateResource } from '../templates/template';
import type { Asking } from './asking';
import type { Places } from './places';

const UNKNOWN = 'what is unknown before deployment';

/**
 * Refutes tags by which what a tenant's resource makes, such as a machine or a backup, would be another tenant's: policies
 * go by the tag. What the platform's makes may be a tenant's.
 * @param tag key of the tag that says whose something is
 */
export function judgeGivenTags(
  asking: Asking,
  resource: TemplateResource,
  places: Places,
  tag: string,
): void {
  const owner = places.ownerOf(resource);
  for (const { place, key, value } of tagsGivenBy(resource)) {
    asking.check();
    if (owner === undefined || (key !== undefined && key.toLowerCase() !== tag.toLowerCase())) continue;
    if (key === tag && value === owner) continue;
    const given = `${key ?? UNKNOWN}=${value ?? UNKNOWN}`;
    asking.refute(
      `${resource.path} of ${owner}: tags what it makes with ${given} (${place})`,
      [],
      `Tag it with ${tag}=${owner}, or not with ${tag}.`,
      resource.path,
    );
  }
}
