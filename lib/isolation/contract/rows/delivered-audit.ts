import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { CALLING_KMS, ENCRYPTION, OBJECTS, OF_LONGER_NAME, OF_OTHER, TRANSPORT } from '../axes';
import type { Fixtures } from '../fixtures';
import { bucketOf, keyThroughS3, list, put, request, toS3 } from '../request-templates';
import {
  ANALYSTS,
  BY_ADMINISTRATOR,
  BY_HUB,
  BY_NODE,
  BY_PIPELINE,
  WITH_OTHER_KEY_TAG,
  WITH_OTHER_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

type Requests = (fixtures: Fixtures) => readonly RequestTemplate[];

/** The folder of an organization in each bucket of audits: named as that in the bucket of uploads is. */
const folders = ({ own, shared }: Fixtures): string[] =>
  shared.organizationAuditBucketArns.map((bucket) => `${bucket}${own.uploadFolder.replace(/^[^/]*/, '')}`);

/** Of organizations that get their part. */
const whereDelivered =
  (requests: Requests): Requests =>
  (fixtures) =>
    fixtures.auditDeliveryRoleArns.length === 0 ? [] : requests(fixtures);

/** How an organization's own part of the trail is delivered, and read. */
export const DELIVERED_AUDITS = tableOf(
  {
    'deliver-audit': {
      sentence: ({ who, whose }) => `${who} writes into ${whose} folder of audits`,
      by: 'audit-delivery',
      requests: (fixtures) => [
        ...folders(fixtures).map((folder) => put(`${folder}example`, fixtures.own.keyArn)),
        ...folders(fixtures).map((folder) => list(folder)),
      ],
      axes: [...OBJECTS, ...ENCRYPTION, WITH_OTHER_TAG, WITH_OTHER_KEY_TAG],
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
      axes: [...OBJECTS, WITH_OTHER_TAG],
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
    // Athena puts what it tells of an UNLOAD into the workgroup's own folder of results.
    'write-results-of-delivery': {
      sentence: ({ who, whose }) => `${who} has its query write results into ${whose} folder`,
      by: 'audit-delivery',
      requests: ({ own }) => [
        put(`${own.resultsFolder}example`, own.resultsKeyArn),
        toS3('s3:AbortMultipartUpload', `${own.resultsFolder}example`),
        toS3('s3:ListMultipartUploadParts', `${own.resultsFolder}example`),
        list(own.resultsFolder),
      ],
      axes: [...OBJECTS, ...ENCRYPTION, WITH_OTHER_TAG, WITH_OTHER_KEY_TAG],
    },
    // Analysts and pipelines may, too, where it is their own bucket.
    'find-buckets-of-delivery': {
      sentence: ({ who }) => `${who} gets the Regions of the buckets that audits are delivered to`,
      by: 'audit-delivery',
      requests: ({ own, shared }) =>
        [...shared.organizationAuditBucketArns, bucketOf(own.resultsFolder)].map((bucket) =>
          toS3('s3:GetBucketLocation', bucket),
        ),
      axes: [...TRANSPORT, BY_HUB, BY_NODE],
    },
    'read-audit': {
      sentence: ({ who, whose }) => `${who} reads ${whose} audit`,
      by: ANALYSTS,
      requests: whereDelivered((fixtures) =>
        folders(fixtures).flatMap((folder) => [toS3('s3:GetObject', `${folder}example`), list(folder)]),
      ),
      axes: [...OBJECTS, BY_HUB, BY_NODE, BY_PIPELINE, BY_ADMINISTRATOR],
    },
    'find-audit': {
      sentence: ({ who }) => `${who} gets the Region of the bucket of audits`,
      by: ANALYSTS,
      requests: whereDelivered(({ shared }) =>
        shared.organizationAuditBucketArns.map((bucket) => toS3('s3:GetBucketLocation', bucket)),
      ),
      axes: [...TRANSPORT, BY_HUB, BY_NODE, BY_PIPELINE],
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
    'read-back-results-of-delivery': {
      sentence: 'the delivery of audits reads results of queries',
      twin: 'write-results-of-delivery',
      change: { action: 's3:GetObject' },
    },
  },
);
