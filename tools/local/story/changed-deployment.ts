import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { OrgSlug } from '../../../config/org-slug';
import { StoryError } from './outcome';
import { expectStatus, resourceWith, updateStack } from './stack-change';
import type { StoryContext } from './story-context';

/**
 * Deploys an organization again, with another description of its hubs' role: CloudFormation updates the role,
 * and has to leave alone what was said of it since.
 * @param assembly folder that was deployed
 * @throws StoryError if the role is as it was
 */
export async function deployChangedRole(
  context: StoryContext,
  assembly: string,
  slug: OrgSlug,
): Promise<void> {
  const { naming, clients } = context;
  const { stack: name, dataHubRole } = naming.organization(slug);
  let description = '';
  const stack = await updateStack(context, assembly, name, (resources) => {
    const { Properties } = resourceWith(resources, 'RoleName', dataHubRole);
    description = `${String(Properties['Description'])} (changed)`;
    Properties['Description'] = description;
  });
  await expectStatus(context, stack, 'UPDATE_COMPLETE');
  const { Role } = await clients.iam.send(new GetRoleCommand({ RoleName: dataHubRole }));
  if (Role?.Description !== description) throw new StoryError(`the deployment did not change ${dataHubRole}`);
}
