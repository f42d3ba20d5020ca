import type { DataHubFolders } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import * as analyst from './analyst-permissions';
import * as audit from './audit-permissions';
import * as hub from './data-hub-permissions';
import * as node from './hybrid-node-permissions';
import { USE_OWN_KEY } from './key-permissions';
import { callersOrganization, type NamedOrganization } from './owner';
import * as pipeline from './pipeline-permissions';
import { allow, type Permission } from './permission';

/** The kinds of principals under the boundary of all organizations; each has one identity policy. */
export type OrganizationPrincipal = 'data-hub' | 'hybrid-node' | 'analyst';

/** What Data Hubs get besides, by where they upload to. */
export type UploadingHub = `data-hub-in-${DataHubFolders}-folder`;

/** What analysts get besides where organizations get their own part of the trail. */
export type AuditReader = 'analyst-with-audit';

/** Pipelines, which have a boundary of their own, and what they get besides where they read connector secrets. */
export type PipelinePrincipal = 'pipeline' | 'pipeline-with-secrets';

type Principal = OrganizationPrincipal | AuditReader | UploadingHub | PipelinePrincipal;

/**
 * A permission of one kind of principal. In the boundary stands the same permission, for the caller's tags.
 * One that only holds for a named organization has in its place a ceiling that covers it.
 */
type Grant = { readonly to: Principal } & (
  | { readonly permission: Permission; readonly ceiling?: undefined }
  | { readonly permission: Permission<NamedOrganization>; readonly ceiling: Permission }
);

/**
 * Every permission of every principal of an organization: the one list that identity policies and the
 * permissions boundaries are made from. All keep its order, which is that of the statements in the templates.
 */
const GRANTS: readonly Grant[] = [
  { to: 'data-hub-in-own-folder', permission: hub.UPLOAD_RAW_DATA },
  { to: 'data-hub-in-common-folder', permission: hub.UPLOAD_RAW_DATA_TO_COMMON_FOLDER },
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
  { to: 'analyst-with-audit', permission: audit.FIND_OWN_AUDIT },
  { to: 'analyst-with-audit', permission: audit.LIST_DELIVERED_AUDIT },
  { to: 'analyst-with-audit', permission: audit.READ_DELIVERED_AUDIT },
  { to: 'data-hub', permission: hub.LOG_IN_TO_REGISTRY },
  { to: 'data-hub', permission: hub.REPORT_TO_PLATFORM },
  { to: 'hybrid-node', permission: node.REPORT_OWN_NODES },
  { to: 'hybrid-node', permission: node.READ_OWN_DOCUMENTS },
  { to: 'hybrid-node', permission: node.READ_DOCUMENTS_OF_AWS },
  { to: 'hybrid-node', permission: node.RUN_SSM_AGENT },
  { to: 'pipeline', permission: pipeline.FIND_PIPELINE_BUCKETS },
  { to: 'pipeline', permission: pipeline.LIST_PIPELINE_FOLDERS },
  { to: 'pipeline', permission: pipeline.READ_RAW_DATA },
  { to: 'pipeline', permission: pipeline.WRITE_DATA_AND_ARTIFACTS },
  { to: 'pipeline', permission: pipeline.USE_KEY_FOR_DATA, ceiling: pipeline.USE_OWN_KEY_IN_PIPELINES },
  { to: 'pipeline', permission: pipeline.RECEIVE_ARRIVALS },
  { to: 'pipeline', permission: pipeline.DECRYPT_ARRIVALS, ceiling: pipeline.USE_OWN_KEY_IN_PIPELINES },
  { to: 'pipeline', permission: pipeline.WRITE_PIPELINE_LOGS },
  { to: 'pipeline', permission: analyst.READ_OWN_DATABASE },
  { to: 'pipeline', permission: pipeline.WRITE_OWN_TABLES },
  { to: 'pipeline', permission: pipeline.FIND_DATABASES_OF_SPARK },
  { to: 'pipeline', permission: pipeline.PULL_PIPELINE_IMAGES },
  { to: 'pipeline', permission: hub.LOG_IN_TO_REGISTRY },
  { to: 'pipeline-with-secrets', permission: hub.READ_CONNECTOR_SECRETS },
  {
    to: 'pipeline-with-secrets',
    permission: hub.DECRYPT_CONNECTOR_SECRETS,
    ceiling: pipeline.USE_OWN_KEY_FOR_SECRETS,
  },
];

/** The kinds of an environment's Data Hubs. */
export function hubsWith(folders: DataHubFolders): readonly ('data-hub' | UploadingHub)[] {
  return ['data-hub', `data-hub-in-${folders}-folder`];
}

/** The kinds of an organization's analysts. */
export function analystsWith({
  audit: hasAudit,
}: {
  readonly audit: boolean;
}): readonly ('analyst' | AuditReader)[] {
  return hasAudit ? ['analyst', 'analyst-with-audit'] : ['analyst'];
}

/** What principals of these kinds may do, on the literal resources of their organization. */
export function permissionsOf(
  principals: Principal | readonly Principal[],
  organization: NamedOrganization,
): Statement[] {
  return grantsTo([principals].flat()).map(({ permission }) => allow(permission, organization));
}

/** What any principal of these kinds may do, whichever its organization, on the resources of the one in its tags. */
export function permissionsOfAnyCaller(naming: Naming, principals: readonly Principal[]): Statement[] {
  const owner = callersOrganization(naming);
  const distinct = new Set(grantsTo(principals).map((grant) => grant.ceiling ?? grant.permission));
  return [...distinct].map((permission) => allow(permission, owner));
}

function grantsTo(principals: readonly Principal[]): Grant[] {
  return GRANTS.filter(({ to }) => principals.includes(to));
}
