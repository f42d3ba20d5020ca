import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';
import { trailBucketPolicy } from '../../policies/audit/trail-bucket-policy';
import { policyDocument } from '../../policies/statement';
import { ABORT_ABANDONED_UPLOADS } from '../abandoned-uploads';
import { acknowledge, acknowledgeInEachPack } from '../acknowledge';
import { retain } from '../retain';

/** After a quarter, log files are asked about rarely, and still at once where they are. */
const INFREQUENT_AFTER_DAYS = 90;

export interface TrailBucketProps {
  readonly naming: Naming;
  readonly audit: AuditConfig;
  readonly keyArn: string;
}

/**
 * The bucket of the trail. Every object in it is locked in compliance mode from the moment that it is written: nobody,
 * the root user included, deletes or overwrites it, or shortens its time. It expires once its time is over.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class TrailBucket extends Construct {
  readonly bucketName: string;
  /** What has to be there before CloudTrail is told to write. */
  readonly policy: CfnBucketPolicy;

  constructor(scope: Construct, id: string, { naming, audit, keyArn }: TrailBucketProps) {
    super(scope, id);
    const { retentionDays, separate, organizations } = audit;
    this.bucketName = naming.auditBucket(separate);
    const bucket = new CfnBucket(this, 'Bucket', {
      bucketName: this.bucketName,
      bucketNamespace: 'account-regional',
      bucketEncryption: {
        serverSideEncryptionConfiguration: [
          {
            blockedEncryptionTypes: { encryptionType: ['SSE-C'] },
            // Without a bucket key, which is the default, each log file is encrypted in the context of the trail, which the
            // key's policy demands.
            serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
          },
        ],
      },
      versioningConfiguration: { status: 'Enabled' },
      objectLockEnabled: true,
      objectLockConfiguration: {
        objectLockEnabled: 'Enabled',
        rule: { defaultRetention: { mode: 'COMPLIANCE', days: retentionDays } },
      },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      lifecycleConfiguration: { rules: lifecycleRules(retentionDays) },
    });
    this.policy = new CfnBucketPolicy(this, 'Policy', {
      bucket: this.bucketName,
      policyDocument: policyDocument(
        trailBucketPolicy(naming, {
          ...(separate === undefined ? {} : { archive: separate }),
          organizations,
        }),
      ),
    });
    this.policy.addResourceDependency(bucket);
    retain(bucket, this.policy);

    acknowledgeLogging(bucket);
    acknowledgeInEachPack(
      bucket,
      'S3BucketReplicationEnabled',
      'Nobody can delete what is in it, which is what a replica would be for; and the environment can keep the whole ' +
        'bucket in another account and Region ("separateAccount").',
    );
  }
}

function acknowledgeLogging(bucket: CfnBucket): void {
  const reason =
    'Who reads the trail is recorded by the trail itself, as data events of this bucket, with more than a server ' +
    'access log says of it. Logs in a bucket that is not locked would be the weaker record.';
  acknowledge(bucket, { id: 'AwsSolutions-S1', reason });
  acknowledgeInEachPack(bucket, 'S3BucketLoggingEnabled', reason);
}

/** S3 refuses to expire what is locked, so that the days of both are the same. */
function lifecycleRules(retentionDays: number): CfnBucket.RuleProperty[] {
  return [
    ABORT_ABANDONED_UPLOADS,
    {
      id: 'ExpireAfterRetention',
      status: 'Enabled',
      expirationInDays: retentionDays,
      noncurrentVersionExpiration: { noncurrentDays: 1 },
      ...(retentionDays > INFREQUENT_AFTER_DAYS
        ? {
            transitions: [{ storageClass: 'STANDARD_IA', transitionInDays: INFREQUENT_AFTER_DAYS }],
          }
        : {}),
    },
  ];
}
