import type { RequestTemplate } from '../../../packages/isolation-proof/src/contract/request-template';
import type { Fixtures } from './fixtures';

export const SSE = 's3:x-amz-server-side-encryption';
export const SSE_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
export const CUSTOMER_KEY = 's3:x-amz-server-side-encryption-customer-algorithm';
export const TLS = 's3:tlsversion';
export const SECURE = 'aws:securetransport';
export const VIA = 'kms:viaservice';
export const PARAMETER = 'kms:encryptioncontext:parameter_arn';
export const LOG_GROUP = 'kms:encryptioncontext:aws:logs:arn';
export const CERTIFICATE = 'credentials-iot:awscertificateid';
export const ORG_TAG = 'aws:principaltag/orgslug';
export const KEY_TAG = 'aws:principaltag/orgkeyarn';
export const RESOURCE_TAG = 'aws:resourcetag/orgslug';
export const REQUEST_ORG_TAG = 'aws:requesttag/orgslug';
export const TAG_KEYS = 'aws:tagkeys';
export const PREFIX = 's3:prefix';
export const ACCOUNT = 'aws:sourceaccount';
export const SOURCE = 'aws:sourcearn';
export const PASSED_TO = 'iam:passedtoservice';
export const BOUNDARY = 'iam:permissionsboundary';

type Values = RequestTemplate['context'];

/** A request over TLS, as every request to AWS is. */
export function request(action: string, resource: string, context: Values = {}): RequestTemplate {
  return { action, resource, context: { [SECURE]: 'true', ...context } };
}

/** A request to S3, which tells policies the version of TLS. */
export function toS3(action: string, resource: string, context: Values = {}): RequestTemplate {
  return request(action, resource, { [TLS]: '1.3', ...context });
}

/**
 * Puts an object under a key, or begins to: CreateMultipartUpload is authorized as PutObject, too.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html
 */
export function put(object: string, keyArn: string): RequestTemplate {
  return toS3('s3:PutObject', object, { [SSE]: 'aws:kms', [SSE_KEY]: keyArn });
}

/**
 * What S3 does with the organization's key in the caller's name: GenerateDataKey to write, Decrypt to read and
 * for the parts of a multipart upload.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function keyThroughS3(
  action: 'kms:Decrypt' | 'kms:GenerateDataKey',
  { own, shared }: Fixtures,
): RequestTemplate {
  return request(action, own.keyArn, { [VIA]: shared.throughS3 });
}

/** A listing of a folder, given as the beginning of its objects' ARNs. */
export function list(folder: string): RequestTemplate {
  return toS3('s3:ListBucket', bucketOf(folder), { [PREFIX]: folder.slice(folder.indexOf('/') + 1) });
}

/** The bucket that a folder is in. */
export function bucketOf(folder: string): string {
  return folder.slice(0, folder.indexOf('/'));
}

/**
 * What Parameter Store does with the organization's key in the caller's name.
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
export function keyThroughParameterStore(action: string, { own, shared }: Fixtures): RequestTemplate {
  return request(action, own.keyArn, { [VIA]: shared.throughParameterStore, [PARAMETER]: own.secretArn });
}
