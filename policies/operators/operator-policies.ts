import type { Naming } from '../../config/naming';
import { operatorRoleName } from '../../config/operator-role-name';
import type { AuditConfig } from '../../config/operations';
import type { OperatorRole } from '../../config/operations-schema';
import type { Statement } from '../statement';
import { settingsPolicy, trailPolicy } from './auditor-policies';
import { hubOperatorPolicy } from './hub-operator-policy';
import { hubRevokerPolicy } from './hub-revoker-policy';
import { monitorPolicy } from './monitor-policy';
import { secretWriterPolicy } from './secret-writer-policy';

/** The uses of operators' roles. Break-glass, which reads data, is apart. */
export const OPERATOR_USES = ['hub-operator', 'hub-revoker', 'secret-writer', 'monitor', 'auditor'] as const;
export type OperatorUse = (typeof OPERATOR_USES)[number] & OperatorRole;

export interface OperatorInputs {
  /** The environment's trail; undefined if it has none. */
  readonly audit: Pick<AuditConfig, 'separate'> | undefined;
}

/** One managed policy of an operator's role. */
export interface OperatorPolicy {
  /** Of its construct, in that of the role. */
  readonly id: string;
  readonly managedPolicyName: string;
  readonly statements: readonly Statement[];
}

/** What each operator's role may do, by its use. */
export function operatorPolicies(
  naming: Naming,
  { audit }: OperatorInputs,
): Readonly<Record<OperatorUse, readonly OperatorPolicy[]>> {
  const permissions = (use: OperatorUse, statements: readonly Statement[]): OperatorPolicy => ({
    id: 'Permissions',
    managedPolicyName: operatorRoleName(naming, use),
    statements,
  });
  return {
    'hub-operator': [permissions('hub-operator', hubOperatorPolicy(naming))],
    'hub-revoker': [permissions('hub-revoker', hubRevokerPolicy(naming))],
    'secret-writer': [permissions('secret-writer', secretWriterPolicy(naming))],
    monitor: [permissions('monitor', monitorPolicy(naming))],
    auditor: [
      permissions('auditor', settingsPolicy()),
      ...(audit === undefined
        ? []
        : [
            {
              id: 'TrailPermissions',
              managedPolicyName: naming.shared.auditorTrailPolicy,
              statements: trailPolicy(naming, audit),
            },
          ]),
    ],
  };
}
