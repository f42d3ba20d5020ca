import { keyThroughS3, ORG_TAG, put, SECURE, SSE, SSE_KEY, TLS, toS3, VIA } from '../drafts';
import type { Draft } from '../../../../packages/isolation-proof/src/contract/row';
import { tableOf } from '../table-of';

const bucketOf = (folder: string): string => folder.slice(0, folder.indexOf('/'));
const prefixOf = (folder: string): string => folder.slice(folder.indexOf('/') + 1);

const list = (folder: string): Draft =>
  toS3('s3:ListBucket', bucketOf(folder), { 's3:prefix': prefixOf(folder) });

/** What users read, and what Athena writes and reads in their name. */
export const DATA = tableOf(
  {
    'read-data': {
      sentence: "a user reads its organization's data",
      by: 'user',
      requests: (scene) => [
        toS3('s3:GetObject', `${scene.own.tablesFolder}example`),
        keyThroughS3('kms:Decrypt', scene),
      ],
    },
    'list-folder': {
      sentence: "a user lists its organization's folder",
      by: 'user',
      requests: ({ own }) => [
        list(own.tablesFolder),
        list(own.resultsFolder),
        list(`${own.tablesFolder}example/`),
      ],
    },
    'find-buckets': {
      sentence: 'a user gets the Region of a bucket',
      by: 'user',
      requests: ({ own }) =>
        [own.tablesFolder, own.resultsFolder].map((folder) => toS3('s3:GetBucketLocation', bucketOf(folder))),
    },
    'write-results': {
      sentence: "a query writes results to its workgroup's location, under its workgroup's key",
      by: 'user',
      requests: (scene) => [
        put(`${scene.own.resultsFolder}example`, scene.own.resultsKeyArn),
        toS3('s3:AbortMultipartUpload', `${scene.own.resultsFolder}example`),
        toS3('s3:ListMultipartUploadParts', `${scene.own.resultsFolder}example`),
        keyThroughS3('kms:GenerateDataKey', scene),
        keyThroughS3('kms:Decrypt', scene),
      ],
    },
    'read-results': {
      sentence: "a user reads its queries' results",
      by: 'user',
      requests: (scene) => [
        toS3('s3:GetObject', `${scene.own.resultsFolder}example`),
        keyThroughS3('kms:Decrypt', scene),
      ],
    },
  },
  {
    'read-data-of-other': {
      sentence: "a user reads another organization's data",
      twin: 'read-data',
      change: { resource: ({ other }) => `${other.tablesFolder}example` },
    },
    'read-longer-name': {
      sentence: "a user reads a folder whose name starts with its organization's slug",
      twin: 'read-data',
      change: { resource: ({ own }) => `${own.tablesFolder.slice(0, -1)}x/example` },
    },
    'read-no-folder': {
      sentence: 'a user reads outside of every folder',
      twin: 'read-data',
      change: { resource: ({ own }) => `${bucketOf(own.tablesFolder)}/example` },
    },
    'read-uploads': {
      sentence: 'a user reads what hubs uploaded, before it is standardized',
      twin: 'read-data',
      change: { resource: ({ own }) => `${own.uploadFolder}example` },
    },
    'read-over-http': {
      sentence: 'a user reads over plain HTTP',
      twin: 'read-data',
      change: { context: SECURE, to: 'false' },
    },
    'read-over-tls-1.1': {
      sentence: 'a user reads over TLS 1.1',
      twin: 'read-data',
      change: { context: TLS, to: '1.1' },
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
    'read-without-tag': {
      sentence: 'a user without tags reads data',
      twin: 'read-data',
      change: { context: ORG_TAG, to: undefined },
    },
    'read-with-other-tag': {
      sentence: 'a user tagged with another organization reads the data in its policy',
      twin: 'read-data',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'read-by-hub': { sentence: 'a hub reads data', twin: 'read-data', change: { by: 'hub' } },
    'read-by-node': {
      sentence: "a hybrid node's agent reads data",
      twin: 'read-data',
      change: { by: 'node' },
    },
    'read-by-administrator': {
      sentence: "an administrator of the account reads an organization's data",
      twin: 'read-data',
      change: { by: 'administrator' },
    },
    'decrypt-of-other': {
      sentence: "a user has S3 decrypt under another organization's key",
      twin: 'read-data',
      request: 'kms:Decrypt',
      change: { resource: ({ other }) => other.keyArn },
    },
    'decrypt-directly': {
      sentence: 'a user decrypts with KMS directly, not through S3',
      twin: 'read-data',
      request: 'kms:Decrypt',
      change: { context: VIA, to: undefined },
    },
    'decrypt-without-tag': {
      sentence: 'a user without tags has S3 decrypt',
      twin: 'read-data',
      request: 'kms:Decrypt',
      change: { context: ORG_TAG, to: undefined },
    },
    'decrypt-with-other-tag': {
      sentence: 'a user tagged with another organization has S3 decrypt under the key in its policy',
      twin: 'read-data',
      request: 'kms:Decrypt',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'decrypt-by-administrator': {
      sentence: "an administrator of the account has S3 decrypt under an organization's key",
      twin: 'read-data',
      request: 'kms:Decrypt',
      change: { by: 'administrator' },
    },
    'list-everything': {
      sentence: 'a user lists a whole bucket',
      twin: 'list-folder',
      change: { context: 's3:prefix', to: undefined },
    },
    'list-empty-prefix': {
      sentence: 'a user lists a whole bucket, with an empty prefix',
      twin: 'list-folder',
      change: { context: 's3:prefix', to: '' },
    },
    'list-without-slash': {
      sentence: "a user lists all folders whose names start with its organization's slug",
      twin: 'list-folder',
      change: { context: 's3:prefix', to: ({ own }) => own.slug },
    },
    'list-other': {
      sentence: "a user lists another organization's folder",
      twin: 'list-folder',
      change: { context: 's3:prefix', to: ({ other }) => prefixOf(other.tablesFolder) },
    },
    'list-uploads': {
      sentence: 'a user lists what hubs uploaded',
      twin: 'list-folder',
      change: { resource: ({ own }) => bucketOf(own.uploadFolder) },
    },
    'list-over-http': {
      sentence: 'a user lists over plain HTTP',
      twin: 'list-folder',
      change: { context: SECURE, to: 'false' },
    },
    'list-over-tls-1.1': {
      sentence: 'a user lists over TLS 1.1',
      twin: 'list-folder',
      change: { context: TLS, to: '1.1' },
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
    'list-without-tag': {
      sentence: 'a user without tags lists a folder',
      twin: 'list-folder',
      change: { context: ORG_TAG, to: undefined },
    },
    'list-with-other-tag': {
      sentence: 'a user tagged with another organization lists the folder in its policy',
      twin: 'list-folder',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'list-by-hub': { sentence: 'a hub lists a folder', twin: 'list-folder', change: { by: 'hub' } },
    'list-by-administrator': {
      sentence: "an administrator of the account lists an organization's folder",
      twin: 'list-folder',
      change: { by: 'administrator' },
    },
    'read-bucket-policy': {
      sentence: "a user reads a bucket's policy",
      twin: 'find-buckets',
      change: { action: 's3:GetBucketPolicy' },
    },
    'write-results-of-other': {
      sentence: "a query writes into another organization's results",
      twin: 'write-results',
      change: { resource: ({ other }) => `${other.resultsFolder}example` },
    },
    'write-data': {
      sentence: 'a query writes data that queries read',
      twin: 'write-results',
      change: { resource: ({ own }) => `${own.tablesFolder}example` },
    },
    'write-results-without-headers': {
      sentence: 'a query writes results without asking for SSE-KMS',
      twin: 'write-results',
      change: { context: SSE, to: undefined },
    },
    'write-results-under-other-key': {
      sentence: "a query writes results under another organization's key",
      twin: 'write-results',
      change: { context: SSE_KEY, to: ({ other }) => other.keyArn },
    },
    'read-results-of-other': {
      sentence: "a user reads another organization's results",
      twin: 'read-results',
      change: { resource: ({ other }) => `${other.resultsFolder}example` },
    },
    'read-results-by-administrator': {
      sentence: "an administrator of the account reads an organization's results",
      twin: 'read-results',
      change: { by: 'administrator' },
    },
  },
);
