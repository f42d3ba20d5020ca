import type { TenantModel } from '../tenancy/tenancy';
import type { OrganizationRecord } from '../provenance/organization-records';
import type { OrganizationData } from './page-data';
import type { PageSpecification } from '../specification/page-specification';

/**
 * Every organization, with the status that its templates give it. What the environment's file says of the
 * status is shown only where it is something else.
 * @param records what the environment's file says, as far as the assembly has it
 */
export function organizationsOf(
  known: TenantModel,
  isSuspended: PageSpecification['isSuspended'],
  records: ReadonlyMap<string, OrganizationRecord>,
): OrganizationData[] {
  return known.model.ownership.tenants.map((slug) => {
    const record = records.get(slug);
    const status = statusOf(isSuspended?.(known, slug));
    const contradicts = record !== undefined && status !== 'unknown' && record.status !== status;
    return {
      slug,
      ...(record === undefined ? {} : { displayName: record.displayName }),
      status,
      ...(contradicts ? { recordedStatus: record.status } : {}),
    };
  });
}

function statusOf(isSuspended: boolean | undefined): OrganizationData['status'] {
  if (isSuspended === undefined) return 'unknown';
  return isSuspended ? 'suspended' : 'active';
}
