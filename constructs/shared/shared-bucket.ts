import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { policyDocument, type Statement } from '../../policies/statement';
import { ABORT_ABANDONED_UPLOADS } from '../abandoned-uploads';
import { acknowledgeInEachPack } from '../acknowledge';
import { retain } from '../retain';

export interface SharedBucketProps {
  /** In the account-regional namespace: it ends in `-<account>-<Region>-an`. */
  readonly bucketName: string;
  readonly bucketPolicy: readonly Statement[];
  /** Key that new objects are encrypted with unless the request names one; `SSE-S3` for S3's own keys. */
  readonly defaultEncryption: { readonly keyArn: string } | 'SSE-S3';
  /** Days after which overwritten or deleted versions go. */
  readonly noncurrentVersionDays: number;
  /**
   * Days after which objects expire.
   * @default - objects are kept for ever
   */
  readonly expireAfterDays?: number;
  /**
   * Bucket that receives this one's server access logs, under this bucket's name.
   * @default - no server access logs; only right for the bucket that receives them
   */
  readonly accessLogBucketName?: string;
  /**
   * Whether events of objects go to the account's default event bus.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
   * @default false
   */
  readonly sendsEvents?: boolean;
}

/**
 * A bucket shared by all organizations. Versioned, owner-enforced, closed to the public and kept when its
 * stack goes; who may do what with its objects is the bucket policy's to say.
 */
export class SharedBucket extends Construct {
  constructor(scope: Construct, id: string, props: SharedBucketProps) {
    super(scope, id);
    const bucket = new CfnBucket(this, 'Bucket', {
      bucketName: props.bucketName,
      // In which nobody else can make a bucket of this name, before us or after a deletion.
      bucketNamespace: 'account-regional',
      bucketEncryption: { serverSideEncryptionConfiguration: [encryptionRule(props.defaultEncryption)] },
      versioningConfiguration: { status: 'Enabled' },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      lifecycleConfiguration: { rules: lifecycleRules(props) },
      ...(props.accessLogBucketName === undefined
        ? {}
        : {
            loggingConfiguration: {
              destinationBucketName: props.accessLogBucketName,
              logFilePrefix: `${props.bucketName}/`,
            },
          }),
      // The property itself: the CDK's own bucket would add a function that may change every bucket.
      ...(props.sendsEvents === true
        ? { notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } } }
        : {}),
    });
    const policy = new CfnBucketPolicy(this, 'Policy', {
      // By name, as its statements name it, so that rule packs can tell that the two belong together.
      bucket: props.bucketName,
      policyDocument: policyDocument(props.bucketPolicy),
    });
    policy.addResourceDependency(bucket);
    // The policy, too: a bucket that was kept without it would have lost its second lock.
    retain(bucket, policy);

    acknowledgeInEachPack(
      bucket,
      'S3BucketReplicationEnabled',
      "Versions protect against loss by mistake. A replica would be a second copy of every organization's " +
        'data, outside the Region and key that it was promised: that takes its consent, and is no default.',
    );
    if (props.defaultEncryption === 'SSE-S3') {
      acknowledgeInEachPack(
        bucket,
        'S3DefaultEncryptionKMS',
        'Receives S3 server access logs, which AWS documents as undeliverable under SSE-KMS. Logs name ' +
          'requests and hold no content; accessLogEncryption changes this once it is confirmed.',
      );
    }
  }
}

/**
 * No object under a key that only its writer knows. New buckets are so since April 2026; declared, drift shows.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
const NO_CUSTOMER_KEYS = { blockedEncryptionTypes: { encryptionType: ['SSE-C'] } };

function encryptionRule(
  encryption: SharedBucketProps['defaultEncryption'],
): CfnBucket.ServerSideEncryptionRuleProperty {
  return encryption === 'SSE-S3'
    ? { ...NO_CUSTOMER_KEYS, serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
    : {
        ...NO_CUSTOMER_KEYS,
        bucketKeyEnabled: true,
        serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryption.keyArn },
      };
}

function lifecycleRules({
  noncurrentVersionDays,
  expireAfterDays,
}: SharedBucketProps): CfnBucket.RuleProperty[] {
  return [
    ABORT_ABANDONED_UPLOADS,
    {
      id: 'ExpireNoncurrentVersions',
      status: 'Enabled',
      noncurrentVersionExpiration: { noncurrentDays: noncurrentVersionDays },
    },
    ...(expireAfterDays === undefined
      ? []
      : [{ id: 'ExpireObjects', status: 'Enabled', expirationInDays: expireAfterDays }]),
  ];
}
