import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AUDIT_KEY_TAG_VALUE, AUDIT_TAG, type Naming } from '../../config/naming';
import { type AuditKeyPolicyInputs, auditKeyPolicy } from '../../policies/audit/audit-key-policy';
import { CustomerManagedKey } from '../customer-managed-key';

export interface AuditKeyProps extends AuditKeyPolicyInputs {
  readonly naming: Naming;
}

/**
 * A key of the audit: of the trail, of what was found in it, or of both where they are in one account. The tag is how the
 * policies of other stacks know that of the trail.
 */
export class AuditKey extends CustomerManagedKey {
  constructor(scope: Construct, id: string, { naming, ...inputs }: AuditKeyProps) {
    super(scope, id, {
      description: inputs.trail
        ? 'The trail of the calls of the account'
        : 'What was found in the trail of the calls of the account',
      aliasName: naming.shared.auditKeyAlias,
      keyPolicy: auditKeyPolicy(naming, inputs),
    });
    if (inputs.trail) Tags.of(this).add(AUDIT_TAG, AUDIT_KEY_TAG_VALUE);
  }
}
