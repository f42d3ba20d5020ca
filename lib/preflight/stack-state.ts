/**
 * What a stack's status means for deploying it:
 * - `absent`: there is none.
 * - `in review`: made for a change set that was never executed; nothing is in it.
 * - `rolled back`: its creation failed, and everything was taken back; it can only be deleted.
 * - `deployed`: it can be updated.
 * - `busy`: CloudFormation is at work on it.
 * - `stuck`: an operation failed half-way, and somebody has to see to it.
 */
export type StackState = 'absent' | 'in review' | 'rolled back' | 'deployed' | 'busy' | 'stuck';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
const UPDATABLE = [
  'CREATE_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
];

/** @param status as CloudFormation has it; undefined where there is no stack. */
export function stackState(status: string | undefined): StackState {
  if (status === undefined || status === 'DELETE_COMPLETE') return 'absent';
  if (status === 'REVIEW_IN_PROGRESS') return 'in review';
  if (status === 'ROLLBACK_COMPLETE') return 'rolled back';
  if (UPDATABLE.includes(status)) return 'deployed';
  // A status that we do not know is one in which nothing is deployed.
  return status.endsWith('_IN_PROGRESS') ? 'busy' : 'stuck';
}

/** Whether a deployment of the stack would be its first that succeeds. */
export function isFirstDeployment(state: StackState): boolean {
  return state === 'absent' || state === 'in review' || state === 'rolled back';
}
