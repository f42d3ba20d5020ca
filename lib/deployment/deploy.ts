import { appendFileSync } from 'node:fs';
import { FIRST_DEPLOYMENT_CONTEXT } from '../../config/first-deployment';
import { INTERRUPTED_EXIT_CODE } from '../../config/interruption';
import { Naming } from '../../config/naming';
import type { Selection } from '../../config/selection';
import { closeClients } from '../account/platform-clients';
import type { SynthesizedStack } from '../deployed/cloud-assembly';
import { AccountStacks, type AccountStack } from '../preflight/account-stacks';
import { failedCallText } from '../preflight/failed-call';
import { type ClientsOf, openAccount } from '../preflight/open-account';
import type { ServiceClients } from '../account/service-clients';
import { isFirstDeployment } from '../preflight/stack-state';
import { administratorsText, leftOutText, leftToAdministrators } from './administrators-stacks';
import type { CdkOutcome } from './cdk-command';
import { type DeployArguments, leavesStacksOpen, namedStacks } from './deploy-arguments';
import { outcomeLines, resultsOf } from './deploy-outcome';
import { type DeploymentPlan, planDeployment } from './deployment-plan';
import { planLines, summaryMarkdown, type StackResult } from './deployment-summary';
import { runPlan } from './run-plan';
import { liftFromRolledBack, protectDeployed } from './termination-protection';

export interface DeployOptions {
  readonly selection: Selection;
  readonly args: DeployArguments;
  /** The selection's stacks, as the preflight found them. */
  readonly before: readonly AccountStack[];
  /** Runs the CDK CLI with these arguments. */
  readonly cdk: (args: readonly string[]) => Promise<CdkOutcome>;
  /** Reads the assembly that `cdk synth` wrote. */
  readonly assembly: (folder: string) => readonly SynthesizedStack[];
  readonly clientsOf?: ClientsOf;
  /** Tells how it went, on standard error. */
  readonly say: (line: string) => void;
  /** Tells what is planned, on standard output. */
  readonly print: (line: string) => void;
}

/**
 * Deploys what a preflight found ready: those of its stacks that differ from their templates. A stack is created
 * without termination protection, which it gets as soon as it exists, so that a creation that fails or is not
 * approved blocks nothing.
 * @returns the exit code: 0 if everything is deployed and protected, 130 if somebody stopped it, else 1.
 */
export async function deploy(options: DeployOptions): Promise<number> {
  const { selection, args, before, cdk, assembly, say, print } = options;
  const first = before.filter(({ state }) => isFirstDeployment(state)).map(({ name }) => name);
  const synthesis = await cdk([
    'synth',
    '--quiet',
    ...args.forSynth,
    // Said again: a ~/.cdk.json could say another one, which the preflight was not of.
    ...(args.context['environment'] === undefined ? ['-c', `environment=${selection.environment.name}`] : []),
    ...(first.length === 0 ? [] : ['-c', `${FIRST_DEPLOYMENT_CONTEXT}=${first.join(',')}`]),
    '--output',
    args.output,
  ]);
  if (synthesis.interrupted) {
    say('Stopped during the synthesis: nothing was deployed.');
    return INTERRUPTED_EXIT_CODE;
  }
  if (synthesis.exitCode !== 0) {
    say('The synthesis failed: nothing was deployed.');
    return 1;
  }
  let plan: DeploymentPlan;
  let left: readonly string[];
  try {
    plan = await planOf(options, assembly(args.output));
    left = await leftToAdministrators(namesOf(plan.planned), selection.environment, options.clientsOf);
  } catch (error) {
    say(
      `The stacks could not be compared with their templates: ${failedCallText(error)}. Nothing was deployed.`,
    );
    return 1;
  }
  for (const line of planLines(selection.environment.name, plan)) print(line);
  if (args.dryRun || plan.planned.length === 0) {
    summarize(options, plan);
    return 0;
  }
  if (left.length === 0) return deployPlan(options, plan, first);
  const chosen = leavesStacksOpen(args.forDeploy, namesOf(before));
  say(leftOutText(left, selection.environment.name, chosen ? 'left out' : 'nothing was deployed'));
  if (!chosen) return 1;
  const planned = plan.planned.filter(({ name }) => !left.includes(name));
  const exitCode = planned.length > 0 ? await deployPlan(options, { ...plan, planned }, first) : 1;
  return exitCode === INTERRUPTED_EXIT_CODE ? exitCode : 1;
}

/** What is deployed: as the arguments say, or else what has changed. */
async function planOf(options: DeployOptions, stacks: readonly SynthesizedStack[]): Promise<DeploymentPlan> {
  const { args, before } = options;
  if (leavesStacksOpen(args.forDeploy, namesOf(before))) {
    return withStacks(options, 'lookup', (_, clients) => planDeployment(stacks, before, clients));
  }
  const named = namedStacks(args.forDeploy, namesOf(stacks));
  const asked = stacks.filter(({ name }) => named.length === 0 || named.includes(name));
  return { planned: asked.map(({ name }) => ({ name, reason: 'asked for' })), unchanged: [] };
}

async function deployPlan(
  options: DeployOptions,
  plan: DeploymentPlan,
  first: readonly string[],
): Promise<number> {
  const { selection, before, say } = options;
  await withStacks(options, 'deploy', async (stacks, clients) => {
    for (const name of await liftFromRolledBack(before, stacks, clients)) {
      say(`stack ${name} was rolled back earlier and holds nothing: its termination protection is lifted`);
    }
  });
  const outcome = await deployStacks(options, namesOf(plan.planned));
  try {
    return await withStacks(options, 'deploy', async (stacks, clients) => {
      const after = await readAll(stacks, namesOf(before));
      await protectDeployed(first, stacks, clients);
      for (const line of outcomeLines(before, after, outcome)) say(line);
      for (const line of administratorsText(outcome.failedStacks, selection.environment)) say(line);
      summarize(options, plan, resultsOf(plan.planned, before, after, outcome));
      return outcome.interrupted ? INTERRUPTED_EXIT_CODE : outcome.exitCode === 0 ? 0 : 1;
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

/** Has the CDK CLI deploy stacks: the named ones, or where the arguments say which, those. */
function deployStacks(options: DeployOptions, planned: readonly string[]): Promise<CdkOutcome> {
  const { selection, args, before, cdk } = options;
  const { sharedStack } = new Naming(selection.environment).shared;
  const chosen = leavesStacksOpen(args.forDeploy, namesOf(before));
  const whole =
    namedStacks(args.forDeploy, namesOf(before)).length > 0 || args.forDeploy.includes('--all')
      ? []
      : ['--all'];
  return runPlan({
    names: planned,
    before,
    sharedStack: planned.includes(sharedStack) ? sharedStack : undefined,
    keepGoing: args.keepGoing && chosen,
    // Their order is kept among those that are named; what they need besides is there, as it should be.
    cdk: (names) =>
      cdk([
        'deploy',
        ...(chosen ? [...names, '--exclusively'] : whole),
        '--app',
        args.output,
        ...args.forDeploy,
      ]),
    read: () => withStacks(options, 'lookup', (stacks) => readAll(stacks, namesOf(before))),
  });
}

function summarize(
  { args, selection }: DeployOptions,
  plan: DeploymentPlan,
  results?: ReadonlyMap<string, StackResult>,
): void {
  if (args.summary === undefined) return;
  appendFileSync(args.summary, summaryMarkdown(selection.environment.name, plan, results));
}

function namesOf(stacks: readonly { readonly name: string }[]): string[] {
  return stacks.map(({ name }) => name);
}

function readAll(stacks: AccountStacks, names: readonly string[]): Promise<AccountStack[]> {
  return Promise.all(names.map((name) => stacks.named(name)));
}

async function withStacks<Result>(
  { selection: { environment }, clientsOf }: DeployOptions,
  purpose: 'lookup' | 'deploy',
  work: (stacks: AccountStacks, clients: ServiceClients) => Promise<Result>,
): Promise<Result> {
  // Opened anew each time: a deployment can outlast a role's session.
  const { clients } = await openAccount(purpose, environment, clientsOf);
  try {
    return await work(new AccountStacks(clients), clients);
  } finally {
    closeClients(clients);
  }
}
