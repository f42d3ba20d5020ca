import { SharedBucket, type SharedBucketProps } from '../../../constructs/shared/shared-bucket';
import { templateOf } from '../../fixtures/cdk-app';

const PROPS: SharedBucketProps = {
  bucketName: 'ts-test-raw-111122223333-eu-central-1-an',
  bucketPolicy: [{ Sid: 'AStatement', Effect: 'Deny', Action: 's3:PutObject', Resource: 'arn:aws:s3:::b' }],
  defaultEncryption: { keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/platform' },
  noncurrentVersionDays: 90,
};
const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

function bucketWith(props: Partial<SharedBucketProps> = {}): ReturnType<typeof templateOf> {
  return templateOf((scope) => new SharedBucket(scope, 'Raw', { ...PROPS, ...props }));
}

function propertiesOf(template: ReturnType<typeof templateOf>): Record<string, unknown> {
  const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
  return (bucket as { Properties: Record<string, unknown> }).Properties;
}

test('a shared bucket is versioned, owned, closed, encrypted and kept', () => {
  bucketWith().hasResource('AWS::S3::Bucket', KEPT);
  expect(propertiesOf(bucketWith())).toEqual({
    BucketName: 'ts-test-raw-111122223333-eu-central-1-an',
    BucketNamespace: 'account-regional',
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: 'arn:aws:kms:eu-central-1:111122223333:key/platform',
          },
        },
      ],
    },
    VersioningConfiguration: { Status: 'Enabled' },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: {
      Rules: [
        {
          Id: 'AbortAbandonedUploads',
          Status: 'Enabled',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
        {
          Id: 'ExpireNoncurrentVersions',
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
        },
      ],
    },
  });
});

test('objects expire where the bucket says so', () => {
  expect(propertiesOf(bucketWith({ expireAfterDays: 30 }))['LifecycleConfiguration']).toMatchObject({
    Rules: [{}, {}, { Id: 'ExpireObjects', Status: 'Enabled', ExpirationInDays: 30 }],
  });
});

test('access logs go under the name of the bucket', () => {
  expect(propertiesOf(bucketWith({ accessLogBucketName: 'logs' }))['LoggingConfiguration']).toEqual({
    DestinationBucketName: 'logs',
    LogFilePrefix: 'ts-test-raw-111122223333-eu-central-1-an/',
  });
});

test('SSE-S3 is the one other encryption', () => {
  expect(propertiesOf(bucketWith({ defaultEncryption: 'SSE-S3' }))['BucketEncryption']).toEqual({
    ServerSideEncryptionConfiguration: [
      {
        BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      },
    ],
  });
});

test('the policy belongs to the bucket and is kept with it', () => {
  bucketWith().hasResource('AWS::S3::BucketPolicy', {
    ...KEPT,
    DependsOn: ['RawBucket128B7E58'],
    Properties: {
      Bucket: 'ts-test-raw-111122223333-eu-central-1-an',
      PolicyDocument: { Version: '2012-10-17', Statement: PROPS.bucketPolicy },
    },
  });
});
