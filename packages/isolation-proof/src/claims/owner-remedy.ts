import { lineOfOwner } from '../model/untagged';
import type { TenantTags } from '../model/tenant-tags';
import type { TemplateResource } from '../templates/template';

/** A resource, and whose it is. */
export interface Owned {
  readonly resource: TemplateResource;
  readonly owner: string | undefined;
}

/** What mends that something leads to what is not of the same owner: most often one of the two does not say whose it is. */
export function remedyBetween(
  one: Owned,
  other: Owned | undefined,
  remedy: string,
  tags: TenantTags,
): string {
  if (other === undefined) return remedy;
  const [silent, owned] = one.owner === undefined ? [one, other] : [other, one];
  if (silent.owner !== undefined || owned.owner === undefined) return remedy;
  return `${lineOfOwner(silent.resource, owned.owner, tags)} Otherwise: ${remedy}`;
}
