import type { AccountStack } from '../preflight/account-stacks';
import type { CdkOutcome } from './cdk-deploy';

/** What a deployment came to, in the last lines that people read. Nothing where everything went well. */
export function outcomeLines(
  before: readonly AccountStack[],
  after: readonly AccountStack[],
  { exitCode, notApproved }: CdkOutcome,
): string[] {
  const touched = after.filter((stack) => {
    const earlier = before.find(({ name }) => name === stack.name);
    return stack.status !== earlier?.status || stack.changedAt?.getTime() !== earlier?.changedAt?.getTime();
  });
  const done = touched.filter(({ state }) => state === 'deployed').map(({ name }) => name);
  const deployed =
    done.length === 0
      ? 'nothing was deployed'
      : `only ${done.join(', ')} ${done.length === 1 ? 'was' : 'were'} deployed`;
  const busy = after.filter(({ state }) => state === 'busy').map(({ name }) => name);
  return [
    ...(notApproved
      ? [
          `Not approved: ${deployed}. Run the same command again to approve, or give --require-approval never.`,
        ]
      : []),
    ...touched
      .filter(({ state }) => state === 'rolled back')
      .map(
        ({ name }) =>
          `Stack ${name} could not be created and was rolled back. Correct the cause, which is told above, ` +
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
    ...(exitCode !== 0 &&
    !notApproved &&
    touched.every(({ state }) => state === 'deployed' || state === 'in review')
      ? [`The deployment failed: ${deployed}.`]
      : []),
  ];
}
