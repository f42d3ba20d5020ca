import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrgSlug } from '../../../config/org-slug';
import { runCdk } from '../cdk-command';
import { cdkEnvironment } from '../child-environment';
import { readCloudAssembly } from '../cloud-assembly';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

/**
 * Deploys an organization again, with another description of its hubs' role: CloudFormation updates the role,
 * and has to leave alone what was said of it since.
 * @param assembly folder that was deployed
 */
export async function deployChangedRole(
  { repository, emulator, environment, naming, scratch, signal }: StoryContext,
  assembly: string,
  slug: OrgSlug,
): Promise<void> {
  const { stack: name, dataHubRole } = naming.organization(slug);
  const stack = readCloudAssembly(assembly).find((one) => one.name === name);
  const description = Object.values(stack?.template.Resources ?? {}).find(
    ({ Properties }) => Properties['RoleName'] === dataHubRole && 'Description' in Properties,
  )?.Properties['Description'];
  if (typeof description !== 'string') throw new StoryError(`${name} has no role ${dataHubRole}`);
  const changed = join(scratch, 'cdk.out.changed');
  cpSync(assembly, changed, { recursive: true });
  const file = join(changed, `${name}.template.json`);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(description, `${description} (changed)`));
  await runCdk(['deploy', name, '--require-approval', 'never', '--app', changed], {
    repository,
    env: cdkEnvironment(process.env, {
      endpoint: emulator.secureEndpoint,
      caFile: emulator.caFile,
      region: environment.region.name,
      home: join(scratch, 'home'),
    }),
    logFile: join(scratch, 'cdk.log'),
    progress: () => undefined,
    signal,
  });
}
