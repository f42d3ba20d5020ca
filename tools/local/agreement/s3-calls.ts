import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Calls } from './call';

/** A customer-provided key for S3, of 32 bytes, of nobody. */
const CUSTOMER_KEY = Buffer.alloc(32, 'k').toString('base64');
const NO_UPLOAD = 'no-such-upload';

/** Requests to S3. */
export const S3_CALLS: Calls = {
  's3:PutObject': ({ s3, bucket, key, value }) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: 'example',
        ServerSideEncryption: value('s3:x-amz-server-side-encryption') as 'aws:kms' | 'AES256' | undefined,
        SSEKMSKeyId: value('s3:x-amz-server-side-encryption-aws-kms-key-id'),
        ...(value('s3:x-amz-server-side-encryption-customer-algorithm') === undefined
          ? {}
          : { SSECustomerAlgorithm: 'AES256', SSECustomerKey: CUSTOMER_KEY }),
      }),
    ),
  's3:GetObject': ({ s3, bucket, key }) => s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })),
  's3:GetObjectVersion': ({ s3, bucket, key }) =>
    s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: 'null' })),
  's3:DeleteObject': ({ s3, bucket, key }) => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })),
  's3:PutObjectAcl': ({ s3, bucket, key }) =>
    s3.send(new PutObjectAclCommand({ Bucket: bucket, Key: key, ACL: 'private' })),
  's3:AbortMultipartUpload': ({ s3, bucket, key }) =>
    s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: NO_UPLOAD })),
  's3:ListMultipartUploadParts': ({ s3, bucket, key }) =>
    s3.send(new ListPartsCommand({ Bucket: bucket, Key: key, UploadId: NO_UPLOAD })),
  's3:ListBucket': ({ s3, bucket, value }) =>
    s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: value('s3:prefix') })),
  's3:ListBucketVersions': ({ s3, bucket, value }) =>
    s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: value('s3:prefix') })),
  's3:ListBucketMultipartUploads': ({ s3, bucket, value }) =>
    s3.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: value('s3:prefix') })),
  's3:GetBucketLocation': ({ s3, bucket }) => s3.send(new GetBucketLocationCommand({ Bucket: bucket })),
};
