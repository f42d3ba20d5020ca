import type { Naming } from '../../../config/naming';
import type { AccessKey } from '../caller-clients';
import type { LocalEndpoint } from '../endpoint';
import { assumeRoleAsService, type RoleOfService } from './container-credentials';
import type { OrganizationOfStory } from './story-context';

/** A pipeline's role, as ECS assumes it for a task. */
export function pipelineRoleOf(
  { naming }: { readonly naming: Naming },
  { slug }: Pick<OrganizationOfStory, 'slug'>,
): RoleOfService {
  const { account, region } = naming.environment;
  const task = `cluster/readings-${slug}`;
  return {
    service: 'ecs-tasks.amazonaws.com',
    roleArn: naming.roleArn(naming.organization(slug).pipelineRole),
    sourceArn: `arn:${region.partition}:ecs:${region.name}:${account}:${task}`,
  };
}

/** A session of a pipeline's role. */
export async function pipelineSession(endpoint: LocalEndpoint, role: RoleOfService): Promise<AccessKey> {
  const { AccessKeyId, SecretAccessKey, Token } = await assumeRoleAsService(endpoint, role);
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token };
}
