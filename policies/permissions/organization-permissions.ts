import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import * as analyst from './analyst-permissions';
import * as hub from './data-hub-permissions';
import * as node from './hybrid-node-permissions';
import { USE_OWN_KEY } from './key-permissions';
import { callersOrganization, type NamedOrganization } from './owner';
import { allow, type Permission } from './permission';

/** The kinds of principals that an organization has; each has one identity policy. */
export type OrganizationPrincipal = 'data-hub' | 'hybrid-node' | 'analyst';

/**
 * A permission of one kind of principal. In the boundary stands the same permission, for the caller's tags.
 * One that only holds for a named organization has in its place a ceiling that covers it.
 */
type Grant = { readonly to: OrganizationPrincipal } & (
  | { readonly permission: Permission; readonly ceiling?: undefined }
  | { readonly permission: Permission<NamedOrganization>; readonly ceiling: Permission }
);

/**
 * Every permission of every principal of an organization: the one list that identity policies and the
 * permissions boundary are made from. Both keep its order, which is that of the statements in the templates.
 */
const GRANTS: readonly Grant[] = [
  { to: 'data-hub', permission: hub.UPLOAD_RAW_DATA },
  { to: 'analyst', permission: analyst.FIND_BUCKETS },
  { to: 'analyst', permission: analyst.LIST_OWN_FOLDER },
  { to: 'analyst', permission: analyst.READ_STANDARDIZED_DATA },
  { to: 'analyst', permission: analyst.WRITE_AND_READ_QUERY_RESULTS },
  { to: 'data-hub', permission: hub.ENCRYPT_UPLOADS, ceiling: USE_OWN_KEY },
  { to: 'analyst', permission: analyst.USE_ORGANIZATION_KEY, ceiling: USE_OWN_KEY },
  { to: 'data-hub', permission: hub.READ_CONNECTOR_SECRETS },
  { to: 'data-hub', permission: hub.DECRYPT_CONNECTOR_SECRETS, ceiling: USE_OWN_KEY },
  { to: 'data-hub', permission: hub.PULL_CONNECTOR_IMAGES },
  { to: 'analyst', permission: analyst.RUN_QUERIES },
  { to: 'analyst', permission: analyst.READ_DATA_CATALOG },
  { to: 'analyst', permission: analyst.READ_OWN_DATABASE },
  { to: 'analyst', permission: analyst.FIND_DEFAULT_DATABASE },
  { to: 'data-hub', permission: hub.LOG_IN_TO_REGISTRY },
  { to: 'hybrid-node', permission: node.REPORT_OWN_NODES },
  { to: 'hybrid-node', permission: node.READ_OWN_DOCUMENTS },
  { to: 'hybrid-node', permission: node.READ_DOCUMENTS_OF_AWS },
  { to: 'hybrid-node', permission: node.RUN_SSM_AGENT },
];

/** What principals of one kind may do, on the literal resources of their organization. */
export function permissionsOf(
  principal: OrganizationPrincipal,
  organization: NamedOrganization,
): Statement[] {
  return GRANTS.filter(({ to }) => to === principal).map(({ permission }) => allow(permission, organization));
}

/** What any principal of any organization may do, on the resources of the organization in its tags. */
export function permissionsOfAnyCaller(naming: Naming): Statement[] {
  const owner = callersOrganization(naming);
  const distinct = new Set(GRANTS.map((grant) => grant.ceiling ?? grant.permission));
  return [...distinct].map((permission) => allow(permission, owner));
}
