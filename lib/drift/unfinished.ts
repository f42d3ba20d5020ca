import type { DeployedStack } from '../deployed/deployed-stack';
import type { DriftedProperty, DriftNote } from './drift-report';

/** How a read-back names the states that CloudFormation gives stacks and resources. Nobody changes these by hand. */
const STATES = ['StackStatus', 'ResourceStatus'];

/** Whether a difference is of something that people can change. */
export function isSetting({ path }: Pick<DriftedProperty, 'path'>): boolean {
  return !STATES.includes(path);
}

/**
 * What CloudFormation has begun and not ended, in a stack or in resources of it: as which template they are to be is
 * not known. An update that was taken back has ended.
 */
export function unfinished({ status, resources }: Pick<DeployedStack, 'status' | 'resources'>): DriftNote[] {
  const message = (state: string): string => `CloudFormation left it as ${state}; finish the update first`;
  return [
    ...(hasEnded(status) ? [] : [{ message: message(status) }]),
    ...resources
      .filter((resource) => !hasEnded(resource.status))
      .map((resource) => ({ logicalId: resource.logicalId, message: message(resource.status) })),
  ];
}

function hasEnded(state: string): boolean {
  return state.endsWith('_COMPLETE');
}
