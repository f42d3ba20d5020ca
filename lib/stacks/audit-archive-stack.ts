import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import type { AuditArchive, AuditConfig } from '../../config/operations';
import { AuditKey } from '../../constructs/audit/audit-key';
import { TrailBucket } from '../../constructs/audit/trail-bucket';

export interface AuditArchiveStackProps extends StackProps {
  readonly naming: Naming;
  readonly audit: AuditConfig & { readonly separate: AuditArchive };
}

/**
 * Where the trail is kept, if that is in another account: its bucket and key. Whoever administers the environment's
 * account has nothing to say here.
 */
export class AuditArchiveStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditArchiveStackProps) {
    const { naming, audit, ...stackProps } = props;
    super(scope, id, { terminationProtection: true, ...stackProps });
    const { separate: archive, organizations } = audit;
    const { keyArn } = new AuditKey(this, 'Key', { naming, trail: true, archive, organizations });
    const { bucketName } = new TrailBucket(this, 'TrailBucket', { naming, audit, keyArn });
    new CfnOutput(this, 'TrailBucketName', { value: bucketName });
  }
}
