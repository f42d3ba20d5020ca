import { readOrganization } from '../../../../lib/isolation/contract/names';
import type { Evidence } from '../judge/evidence';
import type { OrganizationRecord } from '../provenance/organization-records';
import type { OrganizationData } from './page-data';

/**
 * Every organization, with the status that its templates give it. What the environment's file says of the
 * status is shown only where it is something else.
 * @param records what the environment's file says, as far as the assembly has it
 */
export function organizationsOf(
  evidence: Pick<Evidence, 'model' | 'tenancy'>,
  records: ReadonlyMap<string, OrganizationRecord>,
): OrganizationData[] {
  return evidence.model.ownership.organizations.map((slug) => {
    const record = records.get(slug);
    const status = statusOf(evidence, slug);
    const contradicts = record !== undefined && status !== 'unknown' && record.status !== status;
    return {
      slug,
      ...(record === undefined ? {} : { displayName: record.displayName }),
      status,
      ...(contradicts ? { recordedStatus: record.status } : {}),
    };
  });
}

function statusOf(evidence: Pick<Evidence, 'model' | 'tenancy'>, slug: string): OrganizationData['status'] {
  const organization = readOrganization(evidence, slug);
  if ('missing' in organization) return 'unknown';
  return organization.isSuspended ? 'suspended' : 'active';
}
