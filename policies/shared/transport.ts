import { DENY_EVERYBODY, type Statement } from '../statement';

/**
 * Nothing travels in the clear or over TLS older than 1.2.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version
 */
export function transportStatements(bucketArn: string): Statement[] {
  const everything = {
    ...DENY_EVERYBODY,
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    wildcardReason: 'Holds for everybody, AWS services included, and for whatever S3 will ever offer.',
  } as const;
  return [
    { Sid: 'DenyPlainHttp', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'DenyOldTls', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ];
}
