import { readAssembly } from '../../../packages/isolation-proof/src/assembly/assembly';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import type { PhysicalIds } from '../agreement/physical-ids';
import { type DeployedStack, describeDeployedStack } from '../../../lib/deployed/deployed-stack';
import type { OrganizationOfStory, StoryContext } from './story-context';

/** What is deployed: as the prover reads it, and as CloudFormation names it. */
export interface Deployment {
  readonly stacks: readonly StackTemplate[];
  readonly ids: PhysicalIds;
  readonly organizations: readonly OrganizationOfStory[];
}

/** @param assembly folder that was deployed */
export async function readDeployment(
  { clients, environment, naming }: Pick<StoryContext, 'clients' | 'environment' | 'naming'>,
  assembly: string,
): Promise<Deployment> {
  const stacks = readAssembly(assembly);
  const deployed = new Map<string, DeployedStack>();
  for (const { name } of stacks) deployed.set(name, await describeDeployedStack(clients, name));
  const ids = [...deployed].map(([name, { resources }]): [string, Record<string, string>] => [
    name,
    Object.fromEntries(resources.map(({ logicalId, physicalId }) => [logicalId, physicalId])),
  ]);
  return {
    stacks,
    ids: new Map(ids),
    organizations: environment.organizations.map(({ slug, athenaUsers }) => {
      const outputs = deployed.get(naming.organization(slug).stack)?.outputs ?? {};
      return {
        slug,
        keyArn: outputs['KeyArn'] ?? '',
        arrivalsQueueUrl: outputs['ArrivalsQueueUrl'] ?? '',
        deadLetterQueueUrl: outputs['ArrivalsDeadLetterQueueUrl'] ?? '',
        users: athenaUsers,
      };
    }),
  };
}
