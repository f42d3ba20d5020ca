import { draft, SECURE, toS3 } from '../drafts';
import type { Draft } from '../../../../packages/isolation-proof/src/contract/row';
import type { Scene } from '../platform-scene';
import { tableOf } from '../table-of';

const ACCOUNT = 'aws:sourceaccount';
const SOURCE = 'aws:sourcearn';

/**
 * What S3 does to record access to a bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
const records = ({ shared }: Scene): Draft[] =>
  shared.dataBucketArns.flatMap((bucket) =>
    shared.logBucketArns.map((arn) =>
      toS3('s3:PutObject', `${arn}/example`, { [ACCOUNT]: shared.account, [SOURCE]: bucket }),
    ),
  );

/** Only where records are encrypted under a key of the platform. */
const encryption = ({ shared }: Scene): Draft[] =>
  shared.logKeyArns.flatMap((arn) =>
    ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => draft(action, arn, { [ACCOUNT]: shared.account })),
  );

/** How access is recorded, and who comes near the records. */
export const LOGS = tableOf(
  {
    'record-access': {
      sentence: 'S3 delivers access logs of a bucket',
      by: 'log delivery',
      requests: records,
      evenSuspended: true,
    },
    'encrypt-records': {
      sentence: "S3 encrypts access logs under the platform's key",
      by: 'log delivery',
      requests: encryption,
      evenSuspended: true,
    },
    'read-records': {
      sentence: 'an administrator of the account reads access logs',
      by: 'administrator',
      requests: ({ shared }) =>
        shared.logBucketArns.flatMap((arn) => [
          toS3('s3:GetObject', `${arn}/example`),
          toS3('s3:ListBucket', arn, { 's3:prefix': '' }),
        ]),
      evenSuspended: true,
    },
  },
  {
    'record-for-other-account': {
      sentence: "S3 delivers access logs of another account's bucket",
      twin: 'record-access',
      change: { context: ACCOUNT, to: '999999999999' },
    },
    'record-for-no-account': {
      sentence: 'S3 delivers access logs without naming the source account',
      twin: 'record-access',
      change: { context: ACCOUNT, to: undefined },
    },
    'record-of-other-bucket': {
      sentence: 'S3 delivers access logs of a bucket that is not one of the platform',
      twin: 'record-access',
      change: { context: SOURCE, to: ({ own }) => `${own.uploadFolder.replace(/\/.*/, '')}x` },
    },
    'record-of-no-bucket': {
      sentence: 'S3 delivers access logs without naming the source bucket',
      twin: 'record-access',
      change: { context: SOURCE, to: undefined },
    },
    'record-over-http': {
      sentence: 'S3 delivers access logs over plain HTTP',
      twin: 'record-access',
      change: { context: SECURE, to: 'false' },
    },
    'encrypt-for-other-account': {
      sentence: "S3 uses the platform's key for another account",
      twin: 'encrypt-records',
      change: { context: ACCOUNT, to: '999999999999' },
    },
    'encrypt-for-no-account': {
      sentence: "S3 uses the platform's key without naming the source account",
      twin: 'encrypt-records',
      change: { context: ACCOUNT, to: undefined },
    },
    'grant-by-delivery': {
      sentence: "S3 grants the platform's key to others",
      twin: 'encrypt-records',
      change: { action: 'kms:CreateGrant' },
    },
    'record-into-data': {
      sentence: "S3 delivers access logs into an organization's data",
      twin: 'record-access',
      change: { resource: ({ own }) => `${own.uploadFolder}example` },
    },
    'read-by-delivery': {
      sentence: 'S3 reads access logs',
      twin: 'record-access',
      change: { action: 's3:GetObject' },
    },
    'delete-records': {
      sentence: 'an administrator of the account deletes access logs',
      twin: 'read-records',
      change: { action: 's3:DeleteObject' },
    },
    'delete-versions-of-records': {
      sentence: 'an administrator of the account deletes versions of access logs',
      twin: 'read-records',
      change: { action: 's3:DeleteObjectVersion' },
    },
    'read-records-as-user': {
      sentence: 'a user reads access logs',
      twin: 'read-records',
      change: { by: 'user' },
    },
  },
);
