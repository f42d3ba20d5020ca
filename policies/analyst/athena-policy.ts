import type { Naming } from '../../config/naming';
import { analystsWith, permissionsOf } from '../permissions/organization-permissions';
import { namedOrganization, type OrganizationInputs } from '../permissions/owner';
import type { Statement } from '../statement';

export interface AthenaPolicyOptions {
  /** Whether the organization gets its own part of the trail. */
  readonly audit: boolean;
}

/**
 * What an organization's own users may do: query its data in its workgroup and read the results; and where it gets its
 * own part of the trail, query that.
 */
export function athenaPolicy(
  naming: Naming,
  organization: OrganizationInputs,
  options: AthenaPolicyOptions = { audit: false },
): Statement[] {
  return permissionsOf(analystsWith(options), namedOrganization(naming, organization));
}

/**
 * What the policy says while the organization is suspended: nothing is allowed, and nothing of the
 * organization's is left to a user whom other policies would let in. What else a user has is not touched.
 */
export function suspendedAthenaPolicy(
  naming: Naming,
  { slug, keyArn }: OrganizationInputs,
  { audit }: AthenaPolicyOptions = { audit: false },
): Statement[] {
  const { workgroup, database } = naming.organization(slug);
  const { standardizedBucket, athenaResultsBucket, organizationAuditBucket } = naming.shared;
  return [
    {
      Sid: 'DenyDataAndQueriesWhileSuspended',
      Effect: 'Deny',
      Action: '*',
      Resource: [
        naming.workgroupArn(workgroup),
        naming.databaseArn(database),
        naming.tablesArn(database),
        naming.dataObjectsArn(standardizedBucket, slug),
        naming.dataObjectsArn(athenaResultsBucket, slug),
        ...(audit ? [naming.dataObjectsArn(organizationAuditBucket, slug)] : []),
        keyArn,
      ],
      wildcardReason: "Suspension spares nothing of the organization's.",
    },
  ];
}
