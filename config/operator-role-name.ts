import type { SharedNames } from './name-patterns';
import type { OperatorRole } from './operations-schema';

const NAMES: Readonly<Record<OperatorRole, keyof SharedNames>> = {
  'hub-operator': 'hubOperatorRole',
  'hub-revoker': 'hubRevokerRole',
  'secret-writer': 'secretWriterRole',
  monitor: 'monitorRole',
  auditor: 'auditorRole',
  'break-glass': 'breakGlassRole',
};

/** Name of the role of operators for a use. */
export function operatorRoleName({ shared }: { readonly shared: SharedNames }, use: OperatorRole): string {
  return shared[NAMES[use]];
}
