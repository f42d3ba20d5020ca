import {
  CERTIFICATE,
  CUSTOMER_KEY,
  KEY_TAG,
  keyThroughS3,
  ORG_TAG,
  put,
  SECURE,
  SSE,
  SSE_KEY,
  TLS,
  toS3,
  VIA,
} from '../drafts';
import type { Scene } from '../platform-scene';
import { tableOf } from '../table-of';

const object = ({ own }: Scene): string => `${own.uploadFolder}example`;

/** What a Data Hub uploads. */
export const UPLOADS = tableOf(
  {
    upload: {
      sentence: "a hub uploads an object into its organization's folder, under its organization's key",
      by: 'hub',
      requests: (scene) => [put(object(scene), scene.own.keyArn), keyThroughS3('kms:GenerateDataKey', scene)],
    },
    'upload-in-parts': {
      // UploadPart carries no headers, and how S3 judges it is not confirmed: see docs/auditor/unconfirmed.md.
      sentence: 'a hub starts a multipart upload, for which S3 decrypts the parts',
      by: 'hub',
      requests: (scene) => [
        put(object(scene), scene.own.keyArn),
        keyThroughS3('kms:GenerateDataKey', scene),
        keyThroughS3('kms:Decrypt', scene),
      ],
    },
    'abort-upload': {
      sentence: 'a hub aborts a multipart upload',
      by: 'hub',
      requests: (scene) => [toS3('s3:AbortMultipartUpload', object(scene))],
    },
  },
  {
    'upload-without-headers': {
      sentence: 'a hub uploads without asking for SSE-KMS',
      twin: 'upload',
      change: { context: SSE, to: undefined },
    },
    'upload-under-s3-key': {
      sentence: "a hub uploads under S3's own keys",
      twin: 'upload',
      change: { context: SSE, to: 'AES256' },
    },
    'upload-without-key': {
      sentence: "a hub uploads under the bucket's default key",
      twin: 'upload',
      change: { context: SSE_KEY, to: undefined },
    },
    'upload-under-other-key': {
      sentence: "a hub uploads under another organization's key",
      twin: 'upload',
      change: { context: SSE_KEY, to: ({ other }) => other.keyArn },
    },
    'upload-under-platform-key': {
      sentence: "a hub uploads under the platform's key",
      twin: 'upload',
      change: { context: SSE_KEY, to: ({ shared }) => shared.platformKeyArn },
    },
    'upload-under-customer-key': {
      sentence: 'a hub uploads under a key of its own (SSE-C)',
      twin: 'upload',
      change: { context: CUSTOMER_KEY, to: 'AES256' },
    },
    'upload-over-http': {
      sentence: 'a hub uploads over plain HTTP',
      twin: 'upload',
      change: { context: SECURE, to: 'false' },
    },
    'upload-over-tls-1.1': {
      sentence: 'a hub uploads over TLS 1.1',
      twin: 'upload',
      change: { context: TLS, to: '1.1' },
    },
    'upload-over-tls-1.0': {
      sentence: 'a hub uploads over TLS 1.0',
      twin: 'upload',
      change: { context: TLS, to: '1.0' },
    },
    'upload-to-other': {
      sentence: "a hub uploads into another organization's folder",
      twin: 'upload',
      change: { resource: ({ other }) => `${other.uploadFolder}example` },
    },
    'upload-to-longer-name': {
      sentence: "a hub uploads into a folder whose name starts with its organization's slug",
      twin: 'upload',
      change: { resource: ({ own }) => `${own.uploadFolder.slice(0, -1)}x/example` },
    },
    'upload-to-no-folder': {
      sentence: 'a hub uploads outside of every folder',
      twin: 'upload',
      change: { resource: ({ own }) => `${own.uploadFolder.slice(0, -own.slug.length - 1)}example` },
    },
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
    'upload-without-thing': {
      sentence: 'a session without a thing name uploads',
      twin: 'upload',
      change: { context: 'credentials-iot:thingname', to: undefined },
    },
    'upload-when-revoked': {
      sentence: 'a hub uploads with credentials of a revoked certificate',
      twin: 'upload',
      change: { context: CERTIFICATE, to: ({ revokedCertificate }) => revokedCertificate },
    },
    'data-key-when-revoked': {
      sentence: 'a hub has S3 use the key with credentials of a revoked certificate',
      twin: 'upload',
      request: 'kms:GenerateDataKey',
      change: { context: CERTIFICATE, to: ({ revokedCertificate }) => revokedCertificate },
    },
    'upload-with-other-tag': {
      sentence: 'a hub whose role is tagged with another organization uploads into the folder in its policy',
      twin: 'upload',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'upload-with-other-key-tag': {
      sentence:
        "a hub whose role is tagged with another organization's key uploads under the key in its policy",
      twin: 'upload',
      change: { context: KEY_TAG, to: ({ other }) => other.keyArn },
    },
    'upload-by-node': {
      sentence: "a hybrid node's agent uploads",
      twin: 'upload',
      change: { by: 'node' },
    },
    'upload-by-user': { sentence: 'a user uploads as hubs do', twin: 'upload', change: { by: 'user' } },
    'upload-by-administrator': {
      sentence: "an administrator of the account writes into an organization's folder",
      twin: 'upload',
      change: { by: 'administrator' },
    },
    'data-key-of-other': {
      sentence: "a hub has S3 use another organization's key",
      twin: 'upload',
      request: 'kms:GenerateDataKey',
      change: { resource: ({ other }) => other.keyArn },
    },
    'data-key-directly': {
      sentence: 'a hub calls KMS directly, not through S3',
      twin: 'upload',
      request: 'kms:GenerateDataKey',
      change: { context: VIA, to: undefined },
    },
    'data-key-with-other-tag': {
      sentence: 'a hub whose role is tagged with another organization has S3 use the key in its policy',
      twin: 'upload',
      request: 'kms:GenerateDataKey',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'data-key-by-administrator': {
      sentence: "an administrator of the account has S3 encrypt under an organization's key",
      twin: 'upload',
      request: 'kms:GenerateDataKey',
      change: { by: 'administrator' },
    },
    'grant-on-key': {
      sentence: 'a hub grants its key to others',
      twin: 'upload',
      request: 'kms:GenerateDataKey',
      change: { action: 'kms:CreateGrant' },
    },
    'abort-for-other': {
      sentence: "a hub aborts another organization's upload",
      twin: 'abort-upload',
      change: { resource: ({ other }) => `${other.uploadFolder}example` },
    },
    'list-parts': {
      sentence: 'a hub lists the parts of an upload',
      twin: 'abort-upload',
      change: { action: 's3:ListMultipartUploadParts' },
    },
  },
);
