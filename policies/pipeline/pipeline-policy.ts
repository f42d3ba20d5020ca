import type { Naming } from '../../config/naming';
import type { PipelinesConfig } from '../../config/pipelines-schema';
import {
  permissionsOf,
  permissionsOfAnyCaller,
  type PipelinePrincipal,
} from '../permissions/organization-permissions';
import { namedOrganization, type OrganizationInputs } from '../permissions/owner';
import type { Statement } from '../statement';

type Options = Pick<PipelinesConfig, 'connectorSecrets'>;

/**
 * What the pipelines of one organization may do: read its raw data, write its standardized data, artifacts and
 * tables, receive its arrivals, write its logs and pull images.
 */
export function pipelinePolicy(
  naming: Naming,
  organization: OrganizationInputs,
  options: Options,
): Statement[] {
  return permissionsOf(principalsWith(options), namedOrganization(naming, organization));
}

/**
 * Permissions boundary of every organization's pipeline role. Apart from the boundary of the other principals, so
 * that theirs still reaches no raw data and writes no tables.
 */
export function pipelineBoundary(naming: Naming, options: Options): Statement[] {
  return permissionsOfAnyCaller(naming, principalsWith(options));
}

function principalsWith({ connectorSecrets }: Options): PipelinePrincipal[] {
  return connectorSecrets ? ['pipeline', 'pipeline-with-secrets'] : ['pipeline'];
}
