import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { ACCOUNTS, CALLING_KMS, FOR_NO_SOURCE, TRANSPORT } from '../axes';
import type { Fixtures } from '../fixtures';
import { ACCOUNT, PREFIX, request, SOURCE, toS3, VIA } from '../request-templates';
import {
  BY_ADMINISTRATOR,
  BY_HUB,
  BY_NODE,
  BY_PIPELINE,
  BY_USER,
  WITH_LONGER_TAG,
  WITH_OTHER_TAG,
  WITHOUT_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

const ACL = 's3:x-amz-acl';
const TRAIL_CONTEXT = 'kms:encryptioncontext:aws:cloudtrail:arn';

const logFiles = ({ shared }: Fixtures): RequestTemplate[] =>
  shared.trails.flatMap(({ bucketArn, account }) => [
    toS3('s3:GetObject', `${bucketArn}/AWSLogs/${account}/CloudTrail/example`),
    toS3('s3:ListBucket', bucketArn, { [PREFIX]: `AWSLogs/${account}/CloudTrail/` }),
  ]);

/** How the trail is written, and how what delivers organizations their own part of it reads it. */
export const AUDITS = tableOf(
  {
    'record-calls': {
      sentence: ({ who }) => `${who} writes log files of the trail`,
      by: 'trail',
      requests: ({ shared }) =>
        shared.trails.map(({ arn, account, bucketArn }) =>
          toS3('s3:PutObject', `${bucketArn}/AWSLogs/${account}/CloudTrail/example`, {
            [ACL]: 'bucket-owner-full-control',
            [SOURCE]: arn,
          }),
        ),
      // An administrator never says on behalf of what it calls: the row without a source is theirs.
      axes: [...TRANSPORT, FOR_NO_SOURCE, BY_USER, BY_HUB],
      evenSuspended: true,
    },
    'encrypt-calls': {
      sentence: ({ who }) => `${who} encrypts log files of the trail`,
      by: 'trail',
      requests: ({ shared }) =>
        shared.trails.map(({ arn, keyArn }) =>
          request('kms:GenerateDataKey', keyArn, { [SOURCE]: arn, [TRAIL_CONTEXT]: arn }),
        ),
      axes: [FOR_NO_SOURCE, BY_ADMINISTRATOR, BY_USER, BY_HUB],
      evenSuspended: true,
    },
    'begin-delivery': {
      sentence: ({ who }) => `${who} assumes the role that delivers audits`,
      by: 'scheduler',
      requests: ({ auditDeliveryRoleArns, shared }) =>
        auditDeliveryRoleArns.flatMap((role) =>
          shared.trails.map(({ account, scheduleGroupArn }) =>
            request('sts:AssumeRole', role, { [ACCOUNT]: account, [SOURCE]: scheduleGroupArn }),
          ),
        ),
      axes: [...ACCOUNTS, FOR_NO_SOURCE, BY_ADMINISTRATOR, BY_USER],
      evenSuspended: true,
    },
    'read-trail': {
      sentence: ({ who }) => `${who} reads log files of the trail`,
      by: 'audit-delivery',
      requests: logFiles,
      axes: [
        ...TRANSPORT,
        WITH_OTHER_TAG,
        WITH_LONGER_TAG,
        WITHOUT_TAG,
        BY_HUB,
        BY_NODE,
        BY_USER,
        BY_PIPELINE,
        BY_ADMINISTRATOR,
      ],
    },
    // A row of its own, since administrators may, too: it shows nothing of what is in the bucket.
    'find-trail-bucket': {
      sentence: ({ who }) => `${who} gets the Region of the trail's bucket`,
      by: 'audit-delivery',
      requests: ({ shared }) => shared.trails.map(({ bucketArn }) => toS3('s3:GetBucketLocation', bucketArn)),
      axes: [...TRANSPORT, WITH_OTHER_TAG, BY_HUB, BY_NODE, BY_USER, BY_PIPELINE],
    },
    'decrypt-trail': {
      sentence: ({ who }) => `${who} decrypts log files of the trail`,
      by: 'audit-delivery',
      requests: ({ shared }) =>
        shared.trails.map(({ keyArn, throughS3 }) => request('kms:Decrypt', keyArn, { [VIA]: throughS3 })),
      axes: [
        CALLING_KMS,
        WITH_OTHER_TAG,
        WITHOUT_TAG,
        BY_HUB,
        BY_NODE,
        BY_USER,
        BY_PIPELINE,
        BY_ADMINISTRATOR,
      ],
    },
    'find-trail-table': {
      sentence: ({ who }) => `${who} looks up the table of the trail`,
      by: 'audit-delivery',
      requests: ({ shared }) =>
        shared.trails
          .flatMap(({ tables }) => tables)
          .flatMap(({ databaseArn, tableArn }) => [
            request('glue:GetDatabase', databaseArn),
            request('glue:GetTable', databaseArn),
            request('glue:GetTable', tableArn),
          ]),
      axes: [BY_HUB, BY_NODE, BY_USER, BY_PIPELINE],
    },
    // Analysts and pipelines may, too: it shows no table. Athena asks for the default database before the one it needs.
    'find-trail-catalog': {
      sentence: ({ who }) => `${who} asks the catalog for the table of the trail`,
      by: 'audit-delivery',
      requests: ({ shared }) =>
        shared.trails.flatMap(() => [
          request('athena:GetDataCatalog', shared.dataCatalogArn),
          request('glue:GetDatabase', shared.catalogArn),
          request('glue:GetTable', shared.catalogArn),
          request('glue:GetDatabase', shared.defaultDatabaseArn),
        ]),
      axes: [BY_HUB, BY_NODE],
    },
  },
  {
    'delete-calls': {
      sentence: 'the delivery of audits deletes log files of the trail',
      twin: 'read-trail',
      change: { action: 's3:DeleteObjectVersion' },
    },
    'shorten-calls': {
      sentence: 'the delivery of audits shortens the lock of log files',
      twin: 'read-trail',
      change: { action: 's3:PutObjectRetention' },
    },
    'delete-calls-by-trail': {
      sentence: 'CloudTrail deletes log files of the trail',
      twin: 'record-calls',
      change: { action: 's3:DeleteObject' },
    },
    'read-calls-by-trail': {
      sentence: 'CloudTrail decrypts log files of the trail',
      twin: 'encrypt-calls',
      change: { action: 'kms:Decrypt' },
    },
  },
);
