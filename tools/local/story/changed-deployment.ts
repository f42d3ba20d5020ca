import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { OrgSlug } from '../../../config/org-slug';
import { editResource } from './edited-assembly';
import { StoryError } from './outcome';
import { storyCdk } from './story-cdk';
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
  const { naming, clients, scratch } = context;
  const { stack: name, dataHubRole } = naming.organization(slug);
  const changed = join(scratch, 'cdk.out.changed');
  cpSync(assembly, changed, { recursive: true });
  let description = '';
  editResource(changed, name, ['RoleName', dataHubRole], (properties) => {
    description = `${String(properties['Description'])} (changed)`;
    properties['Description'] = description;
  });
  await storyCdk(context, ['deploy', name, '--require-approval', 'never', '--app', changed]);
  const { Role } = await clients.iam.send(new GetRoleCommand({ RoleName: dataHubRole }));
  if (Role?.Description !== description) throw new StoryError(`the deployment did not change ${dataHubRole}`);
}
