import type { AccountStack } from '../preflight/account-stacks';
import type { CdkOutcome } from './cdk-deploy';

/** What a deployment came to, in the last lines that people read. Nothing where everything went well. */
export function outcomeLines(
  before: readonly AccountStack[],
  after: readonly AccountStack[],
  { exitCode, notApproved }: CdkOutcome,
): string[] {
  const changed = after.filter((stack) => {
    const earlier = before.find(({ name }) => name === stack.name);
    return stack.state === 'deployed' && stack.changedAt?.getTime() !== earlier?.changedAt?.getTime();
  });
  const deployed =
    changed.length === 0
      ? 'nothing was deployed'
      : `only ${changed.map(({ name }) => name).join(', ')} was deployed`;
  const busy = after.filter(({ state }) => state === 'busy').map(({ name }) => name);
  return [
    ...(notApproved
      ? [
          `Not approved: ${deployed}. Run the same command again to approve, or give --require-approval never.`,
        ]
      : []),
    ...after
      .filter(({ state }) => state === 'rolled back')
      .map(
        ({ name }) =>
          `Stack ${name} could not be created and was rolled back. Correct the cause, which is told above, ` +
          'and run the same command again.',
      ),
    ...after
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
    after.every(({ state }) => state === 'deployed' || state === 'absent')
      ? [`The deployment failed: ${deployed}.`]
      : []),
  ];
}
