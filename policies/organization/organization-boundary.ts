import type { DataHubFolders } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { analystsWith, hubsWith, permissionsOfAnyCaller } from '../permissions/organization-permissions';
import type { Statement } from '../statement';

export interface OrganizationBoundaryInputs {
  /** Where Data Hubs upload to. */
  readonly folders: DataHubFolders;
  /** Whether organizations can get their own part of the trail. */
  readonly audit: boolean;
}

/**
 * Permissions boundary of every principal that the platform makes for an organization, but pipelines: the ceiling of what
 * any identity policy can give it. Resources are named through the caller's tags, so that one document of
 * constant size holds for all organizations; nothing here reaches permissions, keys, tags or trails.
 *
 * It holds what the identity policies of all kinds of principals hold, and no Deny: a Deny is of one kind.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function organizationBoundary(
  naming: Naming,
  { folders, audit }: OrganizationBoundaryInputs,
): Statement[] {
  return permissionsOfAnyCaller(naming, [...hubsWith(folders), 'hybrid-node', ...analystsWith({ audit })]);
}
