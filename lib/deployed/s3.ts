import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  type GetBucketNotificationConfigurationCommandOutput,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  type GetObjectLockConfigurationCommandOutput,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
  S3ServiceException,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import type { Naming } from '../../config/naming';
import { AwsCallError } from '../account/aws-call-error';
import { resourceReader, unlessDefault } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucketReader = resourceReader({
  type: 'AWS::S3::Bucket',
  comparisons: {
    BucketEncryption: 'value',
    BucketName: 'value',
    BucketNamespace: 'value',
    LifecycleConfiguration: 'value',
    LoggingConfiguration: 'value',
    NotificationConfiguration: 'value',
    ObjectLockConfiguration: 'value',
    ObjectLockEnabled: 'value',
    OwnershipControls: 'value',
    PublicAccessBlockConfiguration: 'value',
    Tags: 'tags',
    VersioningConfiguration: 'value',
  },
  read: async ({ physicalId: Bucket, clients: { s3 }, naming }) => {
    // No HeadBucket first: whoever administers the buckets of organizations may not list them.
    const [
      encryption,
      lifecycle,
      lock,
      logging,
      notifications,
      ownership,
      publicAccess,
      tagging,
      versioning,
    ] = await Promise.all([
      unlessAbsent(s3.send(new GetBucketEncryptionCommand({ Bucket }))),
      unlessAbsent(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
      unlessAbsent(s3.send(new GetObjectLockConfigurationCommand({ Bucket }))),
      s3.send(new GetBucketLoggingCommand({ Bucket })),
      s3.send(new GetBucketNotificationConfigurationCommand({ Bucket })),
      unlessAbsent(s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))),
      unlessAbsent(s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
      unlessAbsent(s3.send(new GetBucketTaggingCommand({ Bucket }))),
      s3.send(new GetBucketVersioningCommand({ Bucket })),
    ]);
    const block = publicAccess?.PublicAccessBlockConfiguration;
    const rules = encryption?.ServerSideEncryptionConfiguration?.Rules;
    return {
      BucketEncryption: { ServerSideEncryptionConfiguration: rules?.map(encryptionRule) },
      BucketName: Bucket,
      BucketNamespace: namespaceOf(Bucket, naming),
      LifecycleConfiguration: { Rules: lifecycle?.Rules?.map(lifecycleRule) },
      LoggingConfiguration: {
        DestinationBucketName: logging.LoggingEnabled?.TargetBucket,
        LogFilePrefix: logging.LoggingEnabled?.TargetPrefix,
        TargetObjectKeyFormat: logging.LoggingEnabled?.TargetObjectKeyFormat,
      },
      NotificationConfiguration: notificationConfiguration(notifications),
      ...objectLock(lock),
      OwnershipControls: {
        Rules: ownership?.OwnershipControls?.Rules?.map(({ ObjectOwnership }) => ({ ObjectOwnership })),
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: block?.BlockPublicAcls,
        BlockPublicPolicy: block?.BlockPublicPolicy,
        IgnorePublicAcls: block?.IgnorePublicAcls,
        RestrictPublicBuckets: block?.RestrictPublicBuckets,
      },
      Tags: tagging?.TagSet,
      VersioningConfiguration: { Status: versioning.Status },
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicyReader = resourceReader({
  type: 'AWS::S3::BucketPolicy',
  comparisons: { Bucket: 'value', PolicyDocument: 'json' },
  // A bucket has one policy, whose id is the bucket's name.
  read: async ({ physicalId: Bucket, clients: { s3 } }) => {
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    return { Bucket, PolicyDocument: Policy };
  },
});

/**
 * No API tells the namespace of a bucket. S3 makes buckets whose names end so in the account's own one only:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
function namespaceOf(bucket: string, { environment }: Naming): 'account-regional' | undefined {
  const { account, region } = environment;
  return bucket.endsWith(`-${account}-${region.name}-an`) ? 'account-regional' : undefined;
}

/** A bucket that is not locked has no configuration at all; one that is says so in it, with a rule or without. */
function objectLock(lock: GetObjectLockConfigurationCommandOutput | undefined): {
  readonly ObjectLockConfiguration: object | undefined;
  readonly ObjectLockEnabled: boolean | undefined;
} {
  const { ObjectLockEnabled, Rule } = lock?.ObjectLockConfiguration ?? {};
  return {
    ObjectLockConfiguration: Rule === undefined ? undefined : { ObjectLockEnabled, Rule },
    ObjectLockEnabled: ObjectLockEnabled === 'Enabled' ? true : undefined,
  };
}

/** Queues, topics and functions that are told, too, are shown as the API names them: no template sets them. */
function notificationConfiguration({
  EventBridgeConfiguration,
  LambdaFunctionConfigurations,
  QueueConfigurations,
  TopicConfigurations,
}: GetBucketNotificationConfigurationCommandOutput): object {
  return {
    EventBridgeConfiguration:
      EventBridgeConfiguration === undefined ? undefined : { EventBridgeEnabled: true },
    LambdaFunctionConfigurations,
    QueueConfigurations,
    TopicConfigurations,
  };
}

function encryptionRule(rule: ServerSideEncryptionRule): object {
  const { SSEAlgorithm, KMSMasterKeyID } = rule.ApplyServerSideEncryptionByDefault ?? {};
  const { EncryptionType } = rule.BlockedEncryptionTypes ?? {};
  return {
    BlockedEncryptionTypes: EncryptionType === undefined ? undefined : { EncryptionType },
    BucketKeyEnabled: unlessDefault(rule.BucketKeyEnabled, false),
    ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID },
  };
}

function lifecycleRule({ ID, Status, Filter, ...rule }: LifecycleRule): object {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload, Transitions, ...others } =
    rule;
  const { Days, ...otherExpiration } = Expiration ?? {};
  return {
    Id: ID,
    Status,
    // What narrows a rule must not go unseen; an empty filter or prefix is every object.
    Filter: JSON.stringify(Filter ?? {}) === '{}' || Filter?.Prefix === '' ? undefined : Filter,
    AbortIncompleteMultipartUpload,
    NoncurrentVersionExpiration,
    Transitions: Transitions?.map(({ Days: TransitionInDays, ...transition }) => ({
      TransitionInDays,
      ...transition,
    })),
    ExpirationInDays: Days,
    ...otherExpiration,
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== '')),
  };
}

/**
 * S3 answers with an error where nothing is set; their codes differ, and all of them mean 404 but no bucket. Clients of
 * an environment's account throw it as an `AwsCallError`, those of the local account as the SDK does.
 */
async function unlessAbsent<Output>(answer: Promise<Output>): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    const { name, status } = answerOf(error);
    if (status !== 404 || name === 'NoSuchBucket') throw error;
    return undefined;
  }
}

function answerOf(error: unknown): { readonly name?: string; readonly status?: number | undefined } {
  if (error instanceof AwsCallError) return { name: error.awsError, status: error.status };
  if (error instanceof S3ServiceException) {
    return { name: error.name, status: error.$metadata.httpStatusCode };
  }
  return {};
}
