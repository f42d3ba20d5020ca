import type { DataHubFolders } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { hubsWith, permissionsOf } from '../permissions/organization-permissions';
import { namedOrganization, type OrganizationInputs } from '../permissions/owner';
import type { Statement } from '../statement';
import { DENY_WITHOUT_THING_NAME } from './deny-without-thing-name';

/**
 * What the Data Hubs of one organization may do: upload, read connector secrets, pull connector images, report to
 * the platform. They cannot read back what they uploaded: Decrypt without s3:GetObject stays write-only.
 */
export function dataHubPolicy(
  naming: Naming,
  organization: OrganizationInputs,
  folders: DataHubFolders,
): Statement[] {
  return [
    ...permissionsOf(hubsWith(folders), namedOrganization(naming, organization)),
    DENY_WITHOUT_THING_NAME,
  ];
}
