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
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';
import { StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import type { ConcreteRequest } from '../../../packages/isolation-proof/src/decide/request';
import type { CallerClients } from '../caller-clients';

/** Where a request goes, and what it says. */
interface Call {
  readonly bucket: string;
  readonly key: string;
  /** Everything of the ARN after the account. */
  readonly name: string;
  readonly value: (contextKey: string) => string | undefined;
  readonly s3: S3Client;
  readonly clients: CallerClients;
}

/** A customer-provided key for S3, of 32 bytes, of nobody. */
const CUSTOMER_KEY = Buffer.alloc(32, 'k').toString('base64');
const NO_UPLOAD = 'no-such-upload';

/** How the AWS SDK makes the requests of the contract that a client can make by itself. */
const CALLS: Readonly<Record<string, (call: Call) => Promise<unknown>>> = {
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
  'ssm:GetParameter': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParameterCommand({ Name: parameter(name), WithDecryption: true })),
  'ssm:GetParameters': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParametersCommand({ Names: [parameter(name)], WithDecryption: true })),
  'ssm:GetParametersByPath': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParametersByPathCommand({ Path: parameter(name), WithDecryption: true })),
  'ssm:GetParameterHistory': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParameterHistoryCommand({ Name: parameter(name), WithDecryption: true })),
  'ssm:PutParameter': ({ clients: { ssm }, name }) =>
    ssm.send(new PutParameterCommand({ Name: parameter(name), Value: 'example', Type: 'String' })),
  'athena:StartQueryExecution': ({ clients: { athena }, name }) =>
    athena.send(
      new StartQueryExecutionCommand({
        QueryString: 'SELECT 1',
        WorkGroup: name.replace(/^workgroup\//, ''),
      }),
    ),
};

/** Context that a client sets by what it sends. Whatever else a request says would have to be pretended. */
const SENT: ReadonlySet<string> = new Set([
  'aws:securetransport',
  's3:prefix',
  's3:tlsversion',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:x-amz-server-side-encryption-customer-algorithm',
]);

/**
 * How to make a request of the contract with the AWS SDK.
 * @param text puts in the names that a deployment gave
 * @returns undefined if no client can make it: it is a service's, or says what only a pretended session has
 */
export function realCall(
  { action, resource, context }: ConcreteRequest,
  clients: CallerClients,
  text: (value: string) => string,
): (() => Promise<unknown>) | undefined {
  const call = CALLS[action];
  const isHttp = context.get('aws:securetransport') === 'false';
  const tls = context.get('s3:tlsversion');
  // Old versions of TLS have no test here: this machine's TLS library need not have them.
  const isSendable = [...context.keys()].every((key) => SENT.has(key)) && (tls ?? '1.3') === '1.3';
  if (call === undefined || !isSendable) return undefined;
  const [, , , , , ...rest] = resource.split(':');
  const name = rest.join(':');
  const [bucket = '', ...key] = name.split('/');
  const value = (contextKey: string): string | undefined => {
    const found = context.get(contextKey);
    return typeof found === 'string' ? text(found) : undefined;
  };
  const s3 = isHttp ? clients.s3OverHttp : clients.s3;
  return () => call({ bucket, key: key.join('/'), name, value, s3, clients });
}

/** `parameter/local/acme/...` names the parameter `/local/acme/...`. */
function parameter(name: string): string {
  return name.replace(/^parameter/, '');
}
