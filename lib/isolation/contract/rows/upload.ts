import { onlyTo } from '../../../../packages/isolation-proof/src/contract/axis';
import {
  AT_THE_TOP,
  CALLING_KMS,
  ENCRYPTION,
  OF_LONGER_NAME,
  OF_OTHER,
  TRANSPORT,
  UNDER_OTHER_KEY,
} from '../axes';
import { keyThroughS3, put, toS3 } from '../request-templates';
import type { Fixtures } from '../fixtures';
import { BESIDE_HUBS, OF_OTHER_HUB } from '../hub-axes';
import {
  BY_ADMINISTRATOR,
  BY_NODE,
  BY_USER,
  HUB_SESSION,
  WITH_OTHER_KEY_TAG,
  WITH_OTHER_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

const object = ({ own }: Fixtures): string => `${own.hubFolder}example`;

/** What a Data Hub uploads. */
export const UPLOADS = tableOf(
  {
    upload: {
      sentence: ({ who, whose }) => `${who} uploads an object into ${whose} folder`,
      how: "under its organization's key",
      by: 'hub',
      requests: (fixtures) => [
        put(object(fixtures), fixtures.own.keyArn),
        keyThroughS3('kms:GenerateDataKey', fixtures),
      ],
      axes: [
        OF_OTHER,
        OF_LONGER_NAME,
        OF_OTHER_HUB,
        BESIDE_HUBS,
        AT_THE_TOP,
        ...TRANSPORT,
        ...ENCRYPTION,
        CALLING_KMS,
        WITH_OTHER_TAG,
        WITH_OTHER_KEY_TAG,
        ...HUB_SESSION,
        BY_NODE,
        // Queries of users need a data key, too, for their results.
        onlyTo('s3', BY_USER),
        BY_ADMINISTRATOR,
      ],
    },
    'upload-in-parts': {
      // UploadPart carries no headers, and how S3 judges it is not confirmed: see docs/auditor/unconfirmed.md.
      sentence: ({ who, whose }) => `${who} starts a multipart upload into ${whose} folder`,
      how: ', for which S3 decrypts the parts',
      by: 'hub',
      requests: (fixtures) => [
        put(object(fixtures), fixtures.own.keyArn),
        keyThroughS3('kms:GenerateDataKey', fixtures),
        keyThroughS3('kms:Decrypt', fixtures),
      ],
      axes: [UNDER_OTHER_KEY, CALLING_KMS, WITH_OTHER_TAG, ...HUB_SESSION, BY_NODE, BY_ADMINISTRATOR],
    },
    'abort-upload': {
      sentence: ({ who, whose }) => `${who} aborts a multipart upload into ${whose} folder`,
      by: 'hub',
      requests: (fixtures) => [toS3('s3:AbortMultipartUpload', object(fixtures))],
      axes: [
        OF_OTHER,
        OF_LONGER_NAME,
        OF_OTHER_HUB,
        BESIDE_HUBS,
        ...TRANSPORT,
        WITH_OTHER_TAG,
        ...HUB_SESSION,
        BY_NODE,
        BY_USER,
        BY_ADMINISTRATOR,
      ],
    },
  },
  {
    'upload-to-tables': {
      sentence: 'a hub writes data that queries read',
      twin: 'upload',
      change: { resource: ({ own }) => `${own.tablesFolder}example` },
    },
    'upload-to-results': {
      sentence: 'a hub writes results of queries',
      twin: 'upload',
      change: { resource: ({ own }) => `${own.resultsFolder}example` },
    },
    'read-back': {
      sentence: 'a hub reads back what it uploaded',
      twin: 'upload',
      change: { action: 's3:GetObject' },
    },
    'read-version': {
      sentence: 'a hub reads an older version of what it uploaded',
      twin: 'upload',
      change: { action: 's3:GetObjectVersion' },
    },
    'delete-upload': {
      sentence: 'a hub deletes what it uploaded',
      twin: 'upload',
      change: { action: 's3:DeleteObject' },
    },
    'share-upload': {
      sentence: 'a hub changes who may read what it uploaded',
      twin: 'upload',
      change: { action: 's3:PutObjectAcl' },
    },
    'grant-on-key': {
      sentence: 'a hub grants its key to others',
      twin: 'upload',
      request: 'kms:GenerateDataKey',
      change: { action: 'kms:CreateGrant' },
    },
    'list-parts': {
      sentence: 'a hub lists the parts of an upload',
      twin: 'abort-upload',
      change: { action: 's3:ListMultipartUploadParts' },
    },
  },
);
