import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';
import { AuditDeliveries } from '../../constructs/audit/audit-deliveries';
import { AuditKey } from '../../constructs/audit/audit-key';
import { AuditQueries } from '../../constructs/audit/audit-queries';
import { loggedAuditBuckets } from '../../constructs/audit/logged-buckets';
import { Trail } from '../../constructs/audit/trail';
import { TrailBucket } from '../../constructs/audit/trail-bucket';

export interface AuditStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly audit: AuditConfig;
}

/**
 * The trail of the account's calls, where it is kept, and what can be asked of it. Nothing in it depends on which
 * organizations there are, or how many. Where the trail is kept in another account, bucket and key are a stack of their
 * own, which is found by name.
 */
export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    const { environmentConfig, naming, audit, ...stackProps } = props;
    super(scope, id, { terminationProtection: true, ...stackProps });
    const { shared } = naming;
    const { separate, organizations } = audit;
    const { keyArn } = new AuditKey(this, 'Key', { naming, trail: separate === undefined, organizations });
    const context = { naming, environmentConfig, audit, keyArn };
    const bucket = separate === undefined ? new TrailBucket(this, 'TrailBucket', context) : undefined;
    const bucketName = naming.auditBucket(separate);

    new AuditQueries(this, 'Queries', {
      ...context,
      trailBucket: bucketName,
      loggedBuckets: [...naming.dataBuckets, ...loggedAuditBuckets(naming, audit)],
    });
    if (organizations) new AuditDeliveries(this, 'Deliveries', context);

    const trail = new Trail(this, 'Trail', {
      naming,
      bucketName,
      keyArn: separate === undefined ? keyArn : naming.aliasArnIn(shared.auditKeyAlias, separate),
      dataBucketArns: [...naming.dataBuckets, ...(organizations ? [shared.organizationAuditBucket] : [])].map(
        (name) => naming.bucketArn(name),
      ),
      recordBucketArns: [bucketName, shared.auditResultsBucket, shared.accessLogsBucket].map((name) =>
        naming.bucketArn(name),
      ),
    });
    // CloudTrail checks at once that it may write.
    if (bucket !== undefined) trail.node.addDependency(bucket);

    new CfnOutput(this, 'TrailBucketName', { value: bucketName });
    new CfnOutput(this, 'Workgroup', { value: shared.auditWorkgroup });
    new CfnOutput(this, 'Database', { value: shared.auditDatabase });
  }
}
