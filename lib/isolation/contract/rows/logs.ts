import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { ACCOUNTS, FOR_NO_SOURCE, TRANSPORT } from '../axes';
import { ACCOUNT, request, PREFIX, SOURCE, toS3 } from '../request-templates';
import type { Fixtures } from '../fixtures';
import { BY_HUB, BY_NODE, BY_USER } from '../requester-axes';
import { tableOf } from '../table-of';

/**
 * What S3 does to record access to a bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
const records = ({ shared }: Fixtures): RequestTemplate[] =>
  shared.recordedBucketArns.flatMap((bucket) =>
    shared.logBucketArns.map((arn) =>
      toS3('s3:PutObject', `${arn}/example`, { [ACCOUNT]: shared.account, [SOURCE]: bucket }),
    ),
  );

/** Only where records are encrypted under a key of the platform. */
const encryption = ({ shared }: Fixtures): RequestTemplate[] =>
  shared.logKeyArns.flatMap((arn) =>
    ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) =>
      request(action, arn, { [ACCOUNT]: shared.account }),
    ),
  );

/** How access is recorded, and who comes near the records. */
export const LOGS = tableOf(
  {
    'record-access': {
      sentence: ({ who }) => `${who} delivers access logs of a bucket`,
      by: 'log-delivery',
      axes: [...TRANSPORT, ...ACCOUNTS, FOR_NO_SOURCE, BY_USER],
      requests: records,
      evenSuspended: true,
    },
    'encrypt-records': {
      sentence: ({ who }) => `${who} encrypts access logs under the platform's key`,
      by: 'log-delivery',
      axes: [...ACCOUNTS, BY_USER],
      requests: encryption,
      evenSuspended: true,
    },
    'read-records': {
      sentence: ({ who }) => `${who} reads access logs`,
      by: 'administrator',
      axes: [...TRANSPORT, BY_HUB, BY_NODE, BY_USER],
      requests: ({ shared }) =>
        shared.logBucketArns.flatMap((arn) => [
          toS3('s3:GetObject', `${arn}/example`),
          toS3('s3:ListBucket', arn, { [PREFIX]: '' }),
        ]),
      evenSuspended: true,
    },
  },
  {
    'record-of-other-bucket': {
      sentence: 'S3 delivers access logs of a bucket that is not one of the platform',
      twin: 'record-access',
      change: { context: SOURCE, to: ({ own }) => `${own.uploadFolder.replace(/\/.*/, '')}x` },
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
  },
);
