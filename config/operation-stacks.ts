import type { EnvironmentConfig } from './environment-config';
import type { SharedNames } from './name-patterns';

/** Names of the stacks that an environment asks for under `operations`, in the order in which they are made. */
export function operationStackNames(
  { operations }: Pick<EnvironmentConfig, 'operations'>,
  { shared }: { readonly shared: SharedNames },
): string[] {
  return [
    ...(operations.audit === undefined ? [] : [shared.auditStack]),
    ...(operations.signIn === undefined ? [] : [shared.operationsStack]),
  ];
}
