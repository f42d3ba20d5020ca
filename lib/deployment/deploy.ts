import { FIRST_DEPLOYMENT_CONTEXT } from '../../config/first-deployment';
import type { Selection } from '../../config/selection';
import { closeClients } from '../account/platform-clients';
import { AccountStacks, type AccountStack } from '../preflight/account-stacks';
import { failedCallText } from '../preflight/failed-call';
import { type ClientsOf, openAccount } from '../preflight/open-account';
import { isFirstDeployment } from '../preflight/stack-state';
import type { CdkOutcome } from './cdk-deploy';
import { type DeployArguments, namesStacks } from './deploy-arguments';
import { outcomeLines } from './deploy-outcome';
import { liftFromRolledBack, protectDeployed } from './termination-protection';

export interface DeployOptions {
  readonly selection: Selection;
  readonly args: DeployArguments;
  /** The selection's stacks, as the preflight found them. */
  readonly before: readonly AccountStack[];
  /** Runs `cdk deploy` with these arguments. */
  readonly cdk: (args: readonly string[]) => Promise<CdkOutcome>;
  readonly clientsOf?: ClientsOf;
  readonly say: (line: string) => void;
}

/**
 * Deploys what a preflight found ready. A stack is created without termination protection, which it gets as soon as
 * it exists, so that a creation that fails or is not approved blocks nothing.
 * @returns the exit code: 0 if everything is deployed and protected, else 1.
 */
export async function deploy(options: DeployOptions): Promise<number> {
  const { selection, args, before, cdk, say } = options;
  const names = before.map(({ name }) => name);
  const first = before.filter(({ state }) => isFirstDeployment(state)).map(({ name }) => name);
  await withStacks(options, async (stacks, clients) => {
    for (const name of await liftFromRolledBack(before, stacks, clients)) {
      say(`stack ${name} was rolled back earlier and holds nothing: its termination protection is lifted`);
    }
  });
  const { exitCode, notApproved } = await cdk([
    ...(namesStacks(args.all, names) ? [] : ['--all']),
    ...args.all,
    // Said again: a ~/.cdk.json could say another one, which the preflight was not of.
    ...(args.context['environment'] === undefined ? ['-c', `environment=${selection.environment.name}`] : []),
    ...(first.length === 0 ? [] : ['-c', `${FIRST_DEPLOYMENT_CONTEXT}=${first.join(',')}`]),
  ]);
  try {
    return await withStacks(options, async (stacks, clients) => {
      const after = await Promise.all(names.map((name) => stacks.named(name)));
      await protectDeployed(first, stacks, clients);
      for (const line of outcomeLines(before, after, { exitCode, notApproved })) say(line);
      return exitCode === 0 ? 0 : 1;
    });
  } catch (error) {
    const text = failedCallText(error);
    const unprotected =
      first.length === 0 ? '' : ` Of ${first.join(', ')}, none may be protected against deletion yet.`;
    say(
      `After the deployment, the stacks could not be looked at: ${text}.${unprotected} Run the same command again.`,
    );
    return 1;
  }
}

async function withStacks<Result>(
  { selection: { environment }, clientsOf }: DeployOptions,
  work: (
    stacks: AccountStacks,
    clients: Awaited<ReturnType<typeof openAccount>>['clients'],
  ) => Promise<Result>,
): Promise<Result> {
  // Opened anew each time: a deployment can outlast a role's session.
  const { clients } = await openAccount('deploy', environment, clientsOf);
  try {
    return await work(new AccountStacks(clients), clients);
  } finally {
    closeClients(clients);
  }
}
