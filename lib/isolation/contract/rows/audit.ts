import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import {
  ACCOUNTS,
  AT_THE_TOP,
  CALLING_KMS,
  ENCRYPTION,
  FOR_NO_SOURCE,
  OF_LONGER_NAME,
  OF_OTHER,
  TRANSPORT,
} from '../axes';
import type { Fixtures } from '../fixtures';
import { ACCOUNT, keyThroughS3, list, PREFIX, put, request, SOURCE, toS3, VIA } from '../request-templates';
import {
  ANALYSTS,
  BY_ADMINISTRATOR,
  BY_HUB,
  BY_NODE,
  BY_PIPELINE,
  BY_USER,
  WITH_LONGER_TAG,
  WITH_OTHER_KEY_TAG,
  WITH_OTHER_TAG,
  WITHOUT_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

const ACL = 's3:x-amz-acl';
const TRAIL_CONTEXT = 'kms:encryptioncontext:aws:cloudtrail:arn';

/** The folder of an organization in each bucket of audits: named as that in the bucket of uploads is. */
const folders = ({ own, shared }: Fixtures): string[] =>
  shared.organizationAuditBucketArns.map((bucket) => `${bucket}${own.uploadFolder.replace(/^[^/]*/, '')}`);

const logFiles = ({ shared }: Fixtures): RequestTemplate[] =>
  shared.trails.flatMap(({ bucketArn, account }) => [
    toS3('s3:GetObject', `${bucketArn}/AWSLogs/${account}/CloudTrail/example`),
    toS3('s3:ListBucket', bucketArn, { [PREFIX]: `AWSLogs/${account}/CloudTrail/` }),
  ]);

/** How the trail is written, and how organizations get their own part of it. */
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
      sentence: ({ who }) => `${who} takes on the role that delivers audits`,
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
    // Analysts and pipelines may, too: it shows no table.
    'find-trail-catalog': {
      sentence: ({ who }) => `${who} asks the catalog for the table of the trail`,
      by: 'audit-delivery',
      requests: ({ shared }) =>
        shared.trails.flatMap(() => [
          request('athena:GetDataCatalog', shared.dataCatalogArn),
          request('glue:GetDatabase', shared.catalogArn),
          request('glue:GetTable', shared.catalogArn),
        ]),
      axes: [BY_HUB, BY_NODE],
    },
    'deliver-audit': {
      sentence: ({ who, whose }) => `${who} writes into ${whose} folder of audits`,
      by: 'audit-delivery',
      requests: (fixtures) => [
        ...folders(fixtures).map((folder) => put(`${folder}example`, fixtures.own.keyArn)),
        ...folders(fixtures).map((folder) => list(folder)),
      ],
      axes: [
        OF_OTHER,
        OF_LONGER_NAME,
        AT_THE_TOP,
        ...TRANSPORT,
        ...ENCRYPTION,
        WITH_OTHER_TAG,
        WITH_OTHER_KEY_TAG,
      ],
    },
    'deliver-large-audit': {
      sentence: ({ who, whose }) =>
        `${who} ends or looks at an upload in parts into ${whose} folder of audits`,
      by: 'audit-delivery',
      requests: (fixtures) =>
        folders(fixtures).flatMap((folder) => [
          toS3('s3:AbortMultipartUpload', `${folder}example`),
          toS3('s3:ListMultipartUploadParts', `${folder}example`),
        ]),
      axes: [OF_OTHER, OF_LONGER_NAME, AT_THE_TOP, ...TRANSPORT, WITH_OTHER_TAG],
    },
    'encrypt-audit': {
      sentence: ({ who }) => `${who} encrypts what it delivers under its organization's key`,
      by: 'audit-delivery',
      // An upload in parts needs both.
      requests: (fixtures) => [
        keyThroughS3('kms:GenerateDataKey', fixtures),
        keyThroughS3('kms:Decrypt', fixtures),
      ],
      axes: [CALLING_KMS, WITH_OTHER_TAG],
    },
    'start-delivery': {
      sentence: ({ who, whose }) => `${who} begins a query in ${whose} workgroup`,
      by: 'audit-delivery',
      requests: ({ own }) => [request('athena:StartQueryExecution', own.workgroupArn)],
      axes: [OF_OTHER, OF_LONGER_NAME],
    },
    'read-audit': {
      sentence: ({ who, whose }) => `${who} reads ${whose} audit`,
      by: ANALYSTS,
      // Of organizations that get their part.
      requests: (fixtures) =>
        fixtures.auditDeliveryRoleArns.length === 0
          ? []
          : folders(fixtures).flatMap((folder) => [toS3('s3:GetObject', `${folder}example`), list(folder)]),
      axes: [
        OF_OTHER,
        OF_LONGER_NAME,
        AT_THE_TOP,
        ...TRANSPORT,
        BY_HUB,
        BY_NODE,
        BY_PIPELINE,
        BY_ADMINISTRATOR,
      ],
    },
  },
  {
    'write-audit-by-analyst': {
      sentence: 'an analyst writes into the folder of audits',
      twin: 'read-audit',
      change: { action: 's3:PutObject' },
    },
    'read-back-delivered': {
      sentence: 'the delivery of audits reads what it has delivered',
      twin: 'deliver-audit',
      change: { action: 's3:GetObject' },
    },
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
