import { onlyTo } from '../../../../packages/isolation-proof/src/contract/axis';
import { CALLING_KMS, ENCRYPTION, LISTINGS, OBJECTS, TRANSPORT, UNDER_OTHER_KEY } from '../axes';
import { bucketOf, keyThroughS3, list, PREFIX, put, toS3 } from '../request-templates';
import {
  ANALYSTS,
  BY_ADMINISTRATOR,
  BY_HUB,
  BY_NODE,
  WITH_OTHER_KEY_TAG,
  WITH_OTHER_TAG,
  WITHOUT_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

/** How objects of an organization must not be read. */
const READING = [
  ...OBJECTS,
  UNDER_OTHER_KEY,
  CALLING_KMS,
  WITHOUT_TAG,
  WITH_OTHER_TAG,
  // S3 decrypts the parts of a hub's upload in the hub's name.
  onlyTo('s3', BY_HUB),
  BY_NODE,
  BY_ADMINISTRATOR,
];

/** What users read, and what Athena writes and reads in their name. */
export const DATA = tableOf(
  {
    'read-data': {
      sentence: ({ who, whose }) => `${who} reads ${whose} data`,
      by: ANALYSTS,
      requests: (fixtures) => [
        toS3('s3:GetObject', `${fixtures.own.tablesFolder}example`),
        keyThroughS3('kms:Decrypt', fixtures),
      ],
      axes: READING,
    },
    'list-folder': {
      sentence: ({ who, whose }) => `${who} lists ${whose} folders`,
      by: ANALYSTS,
      requests: ({ own }) => [
        list(own.tablesFolder),
        list(own.resultsFolder),
        list(`${own.tablesFolder}example/`),
      ],
      axes: [...LISTINGS, WITHOUT_TAG, WITH_OTHER_TAG, BY_HUB, BY_NODE, BY_ADMINISTRATOR],
    },
    'find-buckets': {
      sentence: ({ who }) => `${who} gets the Region of a bucket`,
      by: ANALYSTS,
      requests: ({ own }) =>
        [own.tablesFolder, own.resultsFolder].map((folder) => toS3('s3:GetBucketLocation', bucketOf(folder))),
      axes: [...TRANSPORT, BY_HUB, BY_NODE],
    },
    'write-results': {
      sentence: ({ who, whose }) => `${who} has a query write results into ${whose} folder`,
      how: "under its workgroup's key",
      by: ANALYSTS,
      requests: (fixtures) => [
        put(`${fixtures.own.resultsFolder}example`, fixtures.own.resultsKeyArn),
        toS3('s3:AbortMultipartUpload', `${fixtures.own.resultsFolder}example`),
        toS3('s3:ListMultipartUploadParts', `${fixtures.own.resultsFolder}example`),
        keyThroughS3('kms:GenerateDataKey', fixtures),
        keyThroughS3('kms:Decrypt', fixtures),
      ],
      axes: [
        ...OBJECTS,
        ...ENCRYPTION,
        CALLING_KMS,
        WITHOUT_TAG,
        WITH_OTHER_TAG,
        WITH_OTHER_KEY_TAG,
        // A hub uploads under the same key.
        onlyTo('s3', BY_HUB),
        BY_NODE,
        BY_ADMINISTRATOR,
      ],
    },
    'read-results': {
      sentence: ({ who, whose }) => `${who} reads the results of ${whose} queries`,
      by: ANALYSTS,
      requests: (fixtures) => [
        toS3('s3:GetObject', `${fixtures.own.resultsFolder}example`),
        keyThroughS3('kms:Decrypt', fixtures),
      ],
      axes: READING,
    },
  },
  {
    'read-uploads': {
      sentence: 'a user reads what hubs uploaded, before it is standardized',
      twin: 'read-data',
      change: { resource: ({ own }) => `${own.hubFolder}example` },
    },
    'read-data-version': {
      sentence: 'a user reads an older version of data',
      twin: 'read-data',
      change: { action: 's3:GetObjectVersion' },
    },
    'delete-data': {
      sentence: 'a user deletes data',
      twin: 'read-data',
      change: { action: 's3:DeleteObject' },
    },
    'list-everything': {
      sentence: 'a user lists a whole bucket',
      twin: 'list-folder',
      change: { context: PREFIX, to: undefined },
    },
    'list-empty-prefix': {
      sentence: 'a user lists a whole bucket, with an empty prefix',
      twin: 'list-folder',
      change: { context: PREFIX, to: '' },
    },
    'list-without-slash': {
      sentence: "a user lists all folders whose names start with its organization's slug",
      twin: 'list-folder',
      change: { context: PREFIX, to: ({ own }) => own.slug },
    },
    'list-uploads': {
      sentence: 'a user lists what hubs uploaded',
      twin: 'list-folder',
      change: { resource: ({ own }) => bucketOf(own.uploadFolder) },
    },
    'list-versions': {
      sentence: 'a user lists older versions',
      twin: 'list-folder',
      change: { action: 's3:ListBucketVersions' },
    },
    'list-open-uploads': {
      sentence: 'a user lists unfinished uploads of all organizations',
      twin: 'list-folder',
      change: { action: 's3:ListBucketMultipartUploads' },
    },
    'read-bucket-policy': {
      sentence: "a user reads a bucket's policy",
      twin: 'find-buckets',
      change: { action: 's3:GetBucketPolicy' },
    },
    'write-data': {
      sentence: 'a query writes data that queries read',
      twin: 'write-results',
      change: { resource: ({ own }) => `${own.tablesFolder}example` },
    },
  },
);
