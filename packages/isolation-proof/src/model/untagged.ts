import type { TemplateResource } from '../templates/template';
import { takesTags } from './tags';
import type { TenantTags, Untagged } from './tenant-tags';

/** Whose a resource is declared to be; undefined if nothing is declared of it, or if it can say so by its tags. */
export function ownerOfUntagged(
  resource: TemplateResource,
  { untagged = [] }: Pick<TenantTags, 'untagged'>,
): string | undefined {
  return untagged.find((declared) => isAbout(declared, resource))?.tenant;
}

function isAbout({ construct }: Untagged, resource: TemplateResource): boolean {
  return !takesTags(resource) && `${resource.path}/`.startsWith(`${construct}/`);
}

/** The line of the specification that says whose a resource is. */
export function lineOfOwner(resource: TemplateResource, tenant: string, { owner }: TenantTags): string {
  return takesTags(resource)
    ? `If ${resource.path} is ${tenant}'s, tag it ${owner}=${tenant}.`
    : `If ${resource.path} is ${tenant}'s, say so, because ${resource.type} takes no tags: tenants: { untagged: [{ construct: '${resource.path}', tenant: '${tenant}', because: '…' }] }.`;
}
