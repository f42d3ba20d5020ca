import { isDeepStrictEqual } from 'node:util';
import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { parseTemplate, type SynthesizedStack } from '../deployed/cloud-assembly';
import { inParallel } from '../hubs/fleet/in-parallel';
import type { AccountStack } from '../preflight/account-stacks';
import type { ServiceClients } from '../account/service-clients';
import { isFirstDeployment } from '../preflight/stack-state';

/** Why a stack is deployed. */
export type Reason =
  'new' | 'template' | 'tags' | 'termination protection' | 'last update was rolled back' | 'asked for';

export interface PlannedStack {
  readonly name: string;
  readonly reason: Reason;
}

/** What a deployment does, in the order of the assembly: the shared stack comes first. */
export interface DeploymentPlan {
  readonly planned: readonly PlannedStack[];
  /** Names of stacks that are as they were synthesized. */
  readonly unchanged: readonly string[];
}

/**
 * Compares synthesized stacks with those of the account, as the CDK CLI does before it skips one. That costs the CLI
 * several calls for each stack, one stack after the other; this costs one, several at once.
 * @param before the same stacks as they stand in the account.
 * @throws AwsCallError if a template cannot be read.
 */
export async function planDeployment(
  stacks: readonly SynthesizedStack[],
  before: readonly AccountStack[],
  clients: Pick<ServiceClients, 'cloudformation'>,
): Promise<DeploymentPlan> {
  const reasons = await inParallel(stacks, (stack) =>
    reasonToDeploy(
      stack,
      before.find(({ name }) => name === stack.name),
      clients,
    ),
  );
  return {
    planned: stacks.flatMap(({ name }, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ name, reason }];
    }),
    unchanged: stacks.filter((_, index) => reasons[index] === undefined).map(({ name }) => name),
  };
}

async function reasonToDeploy(
  synthesized: SynthesizedStack,
  deployed: AccountStack | undefined,
  { cloudformation }: Pick<ServiceClients, 'cloudformation'>,
): Promise<Reason | undefined> {
  if (deployed === undefined || isFirstDeployment(deployed.state)) return 'new';
  if (wasRolledBack(deployed)) return 'last update was rolled back';
  if (!isDeepStrictEqual(synthesized.tags, deployed.tags)) return 'tags';
  if (synthesized.terminationProtection !== deployed.terminationProtection) return 'termination protection';
  const { TemplateBody = '' } = await cloudformation.send(
    new GetTemplateCommand({ StackName: synthesized.name, TemplateStage: 'Original' }),
  );
  return isDeepStrictEqual(synthesized.template, parseTemplate(TemplateBody)) ? undefined : 'template';
}

/** Whether the last thing that happened to a stack was an update that failed and was taken back. */
export function wasRolledBack({ status = '' }: Pick<AccountStack, 'status'>): boolean {
  return status.endsWith('ROLLBACK_COMPLETE');
}
