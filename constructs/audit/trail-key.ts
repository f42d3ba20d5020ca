import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AUDIT_KEY_TAG_VALUE, AUDIT_TAG, type Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';
import { trailKeyPolicy } from '../../policies/audit/trail-key-policy';
import { CustomerManagedKey } from '../customer-managed-key';

export interface TrailKeyProps {
  readonly naming: Naming;
  readonly audit: AuditConfig;
}

/** The key that the trail, and what is found in it, lies under. The tag is how the policies of other stacks know it. */
export class TrailKey extends CustomerManagedKey {
  constructor(scope: Construct, id: string, { naming, audit }: TrailKeyProps) {
    super(scope, id, {
      description: 'The trail of the calls of the account',
      aliasName: naming.shared.auditKeyAlias,
      keyPolicy: trailKeyPolicy(naming, {
        ...(audit.separate === undefined ? {} : { archive: audit.separate }),
        organizations: audit.organizations,
      }),
    });
    Tags.of(this).add(AUDIT_TAG, AUDIT_KEY_TAG_VALUE);
  }
}
