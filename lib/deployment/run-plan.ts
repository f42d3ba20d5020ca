import type { AccountStack } from '../preflight/account-stacks';
import type { CdkOutcome } from './cdk-command';
import { isDeployed, touchedStacks } from './deployment-summary';

export interface PlanRun {
  /** Stacks to deploy. */
  readonly names: readonly string[];
  /** All stacks of the deployment, as they stood before it. */
  readonly before: readonly AccountStack[];
  /** The stack that the others need; undefined if it is not deployed. */
  readonly sharedStack: string | undefined;
  readonly keepGoing: boolean;
  /** Deploys stacks by name. */
  readonly cdk: (names: readonly string[]) => Promise<CdkOutcome>;
  /** Reads how the stacks stand now. */
  readonly read: () => Promise<readonly AccountStack[]>;
}

/**
 * Deploys stacks. The CDK CLI begins no further stack after one has failed; to go on, it is run again without those
 * that failed and those that are done. It ends, since each run leaves fewer stacks; and it ends at once if the CLI
 * does not say what failed, or if it was the stack that the others need.
 * @returns the outcome, which is a failure if any run failed, with every stack that the CLI said had failed.
 */
export async function runPlan(run: PlanRun): Promise<CdkOutcome> {
  const failed = new Set<string>();
  let names = run.names;
  let failure: CdkOutcome | undefined;
  while (names.length > 0) {
    const outcome = await run.cdk(names);
    for (const name of outcome.failedStacks) failed.add(name);
    if (outcome.exitCode !== 0) failure = outcome;
    if (outcome.exitCode === 0 || outcome.interrupted || outcome.notApproved || !run.keepGoing) break;

    const touched = touchedStacks(run.before, await run.read());
    if (touched.some(({ state }) => state === 'busy')) break;
    for (const stack of touched) if (!isDeployed(stack)) failed.add(stack.name);
    if (run.sharedStack !== undefined && failed.has(run.sharedStack)) break;
    const left = names.filter((name) => !failed.has(name) && !touched.some((stack) => stack.name === name));
    if (left.length === names.length) break;
    names = left;
  }
  return {
    exitCode: 0,
    interrupted: false,
    notApproved: false,
    denials: [],
    ...failure,
    failedStacks: [...failed],
  };
}
