import { ConfigurationError } from './errors';

/**
 * Context key by which `npm run deploy` names, separated by commas, the stacks that it is about to create.
 * They are synthesized without termination protection, which the command switches on once they exist.
 */
export const FIRST_DEPLOYMENT_CONTEXT = 'firstDeployment';

/** Names of the stacks that are deployed for the first time. */
export function firstDeploymentsOf(context: Readonly<Record<string, unknown>>): string[] {
  const value = context[FIRST_DEPLOYMENT_CONTEXT];
  if (value === undefined) return [];
  if (typeof value !== 'string' || value === '') {
    throw new ConfigurationError([
      { place: `-c ${FIRST_DEPLOYMENT_CONTEXT}`, value, fix: 'write names of stacks, separated by commas' },
    ]);
  }
  return value.split(',');
}
