import type { AccountStack } from '../preflight/account-stacks';
import type { CdkOutcome } from './cdk-command';
import { denialText } from './denied-to-role';
import { type PlannedStack, wasRolledBack } from './deployment-plan';
import { isDeployed, type StackResult, touchedStacks } from './deployment-summary';

/** What a deployment came to, in the last lines that people read. Nothing where everything went well. */
export function outcomeLines(
  before: readonly AccountStack[],
  after: readonly AccountStack[],
  { exitCode, interrupted, notApproved, failedStacks, denials }: CdkOutcome,
): string[] {
  const touched = touchedStacks(before, after);
  const now = touched.filter(isDeployed).map(({ name }) => name);
  // The CLI failed, and CloudFormation did not: as where two deployments take the same change set.
  const allTheSame = now.filter((name) => failedStacks.includes(name));
  const done = now.filter((name) => !failedStacks.includes(name));
  const deployed =
    done.length === 0
      ? 'nothing was deployed'
      : `only ${done.join(', ')} ${done.length === 1 ? 'was' : 'were'} deployed`;
  const busy = after.filter(({ state }) => state === 'busy').map(({ name }) => name);
  return [
    ...(interrupted && !notApproved ? [`Stopped: ${deployed}.`] : []),
    ...(notApproved
      ? [
          `Not approved: ${deployed}. Run the same command again to approve, or give --require-approval never.`,
        ]
      : []),
    ...touched
      .filter(({ state }) => state === 'rolled back')
      .map(
        ({ name }) =>
          `Stack ${name} could not be created and was rolled back. Fix the cause, which is printed above, ` +
          'and run the same command again.',
      ),
    ...touched
      .filter((stack) => stack.state === 'deployed' && wasRolledBack(stack))
      .map(
        ({ name }) =>
          `Stack ${name} could not be updated and is as it was before. Fix the cause, which is printed above, ` +
          'and run the same command again.',
      ),
    ...touched
      .filter(({ state }) => state === 'stuck')
      .map(({ name, status = '' }) => `Stack ${name} is in ${status}: npm run preflight says what to do.`),
    ...(busy.length === 0
      ? []
      : [
          `CloudFormation is still at work on ${busy.join(', ')}. When it is done, run the same command again: a new ` +
            'stack is protected against deletion only then.',
        ]),
    ...allTheSame.map(
      (name) =>
        `Stack ${name} is deployed all the same, perhaps by another deployment at the same time. Run the same command ` +
        'again: it deploys what is left.',
    ),
    ...(exitCode !== 0 &&
    !interrupted &&
    !notApproved &&
    touched.every((stack) => isDeployed(stack) || stack.state === 'in review')
      ? [`The deployment failed: ${deployed}.`]
      : []),
    ...denials.map(denialText),
  ];
}

/** What became of each planned stack. */
export function resultsOf(
  planned: readonly PlannedStack[],
  before: readonly AccountStack[],
  after: readonly AccountStack[],
  { exitCode, failedStacks }: CdkOutcome,
): Map<string, StackResult> {
  const touched = touchedStacks(before, after);
  return new Map(
    planned.map(({ name, reason }) => {
      const stack = touched.find((candidate) => candidate.name === name);
      if (failedStacks.includes(name) || (stack !== undefined && !isDeployed(stack))) return [name, 'failed'];
      if (stack !== undefined) return [name, 'deployed'];
      if (exitCode !== 0) return [name, 'not reached'];
      // A change of that alone leaves no trace in a stack's dates.
      return [name, reason === 'termination protection' ? 'deployed' : 'unchanged'];
    }),
  );
}
