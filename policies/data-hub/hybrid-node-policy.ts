import type { Naming } from '../../config/naming';
import { permissionsOf } from '../permissions/organization-permissions';
import { namedOrganization, type OrganizationInputs } from '../permissions/owner';
import type { Statement } from '../statement';

/** What the SSM Agent of an organization's on-premises Data Hubs may do as a hybrid node. */
export function hybridNodePolicy(naming: Naming, organization: OrganizationInputs): Statement[] {
  return permissionsOf('hybrid-node', namedOrganization(naming, organization));
}
