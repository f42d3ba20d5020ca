import type { DataHubFolders } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { hubsWith, permissionsOf } from '../permissions/organization-permissions';
import { namedOrganization, type OrganizationInputs } from '../permissions/owner';
import type { Statement } from '../statement';

/**
 * What the Data Hubs of one organization may do: upload, read connector secrets, pull connector images.
 * They cannot read back what they uploaded: Decrypt without s3:GetObject stays write-only.
 */
export function dataHubPolicy(
  naming: Naming,
  organization: OrganizationInputs,
  folders: DataHubFolders,
): Statement[] {
  return [
    ...permissionsOf(hubsWith(folders), namedOrganization(naming, organization)),
    {
      // Sessions without a thing name could not be told apart, nor cut off one by one:
      // https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
      Sid: 'DenyWithoutThingName',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      wildcardReason: 'A session that cannot be attributed to a hub does nothing at all.',
      Condition: { Null: { 'credentials-iot:ThingName': 'true' } },
    },
  ];
}
