import type { Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';
import type { OperatorRole } from '../../config/operations-schema';
import type { Statement } from '../statement';
import { auditorPolicy } from './auditor-policy';
import { hubOperatorPolicy } from './hub-operator-policy';
import { hubRevokerPolicy } from './hub-revoker-policy';
import { monitorPolicy } from './monitor-policy';
import { secretWriterPolicy } from './secret-writer-policy';

/** The uses of operators' roles under the boundary of operators. Break-glass, which reads data, has its own. */
export const OPERATOR_USES = ['hub-operator', 'hub-revoker', 'secret-writer', 'monitor', 'auditor'] as const;
export type OperatorUse = (typeof OPERATOR_USES)[number] & OperatorRole;

export interface OperatorInputs {
  /** The environment's trail; undefined if it has none. */
  readonly audit: Pick<AuditConfig, 'separate'> | undefined;
}

/** What each operator's role may do, by its use. */
export function operatorPolicies(
  naming: Naming,
  inputs: OperatorInputs,
): Readonly<Record<OperatorUse, readonly Statement[]>> {
  return {
    'hub-operator': hubOperatorPolicy(naming),
    'hub-revoker': hubRevokerPolicy(naming),
    'secret-writer': secretWriterPolicy(naming),
    monitor: monitorPolicy(naming),
    auditor: auditorPolicy(naming, inputs),
  };
}
