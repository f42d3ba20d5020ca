import { UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { type AccountStack, type AccountStacks } from '../preflight/account-stacks';
import type { ServiceClients } from '../account/service-clients';

/**
 * Lifts the protection of stacks whose creation was rolled back and left nothing, so that the CDK CLI can delete
 * them and create them anew. Any other stack is left alone.
 * @returns names of the stacks whose protection was lifted.
 */
export async function liftFromRolledBack(
  candidates: readonly AccountStack[],
  stacks: AccountStacks,
  clients: Pick<ServiceClients, 'cloudformation'>,
): Promise<string[]> {
  const lifted: string[] = [];
  for (const { name } of candidates) {
    const stack = await stacks.named(name);
    if (stack.state !== 'rolled back' || !stack.terminationProtection) continue;
    if ((await stacks.resourcesOf(stack)).length > 0) continue;
    await setProtection(name, false, clients);
    lifted.push(name);
  }
  return lifted;
}

/**
 * Protects stacks that exist now.
 * @returns names of the stacks that are protected since.
 */
export async function protectDeployed(
  names: readonly string[],
  stacks: AccountStacks,
  clients: Pick<ServiceClients, 'cloudformation'>,
): Promise<string[]> {
  const done: string[] = [];
  for (const name of names) {
    const { state, terminationProtection } = await stacks.named(name);
    if (state !== 'deployed' || terminationProtection) continue;
    await setProtection(name, true, clients);
    done.push(name);
  }
  return done;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html */
async function setProtection(
  StackName: string,
  EnableTerminationProtection: boolean,
  { cloudformation }: Pick<ServiceClients, 'cloudformation'>,
): Promise<void> {
  await cloudformation.send(
    new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection }),
  );
}
