import { CALLER_HAS_ORGANIZATION } from '../caller-conditions';
import { DENY_EVERYBODY, type Statement } from '../statement';
import { transportStatements } from './transport';

export interface AccessLogBucketPolicyInputs {
  readonly bucketArn: string;
  readonly account: string;
  /** The buckets whose server access logs are delivered here. */
  readonly sourceBucketArns: readonly string[];
}

/**
 * Policy of the bucket that receives S3 server access logs: S3 may deliver, nobody may delete (expiry is
 * the lifecycle's, which no policy binds), and organizations, whose names all stand in the logs, stay out.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general
 */
export function accessLogBucketPolicy({
  bucketArn,
  account,
  sourceBucketArns,
}: AccessLogBucketPolicyInputs): Statement[] {
  const everyObject = `${bucketArn}/*`;
  return [
    ...transportStatements(bucketArn),
    {
      Sid: 'AllowLogDelivery',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: everyObject,
      wildcardReason: 'S3 chooses the names of log objects.',
      Condition: {
        ArnLike: { 'aws:SourceArn': sourceBucketArns },
        StringEquals: { 'aws:SourceAccount': account },
      },
    },
    {
      Sid: 'DenyOrganizations',
      ...DENY_EVERYBODY,
      Action: 's3:*',
      Resource: [bucketArn, everyObject],
      wildcardReason: "Callers are compared by tag; logs of all organizations are no one organization's.",
      Condition: CALLER_HAS_ORGANIZATION,
    },
    {
      Sid: 'DenyDeletion',
      ...DENY_EVERYBODY,
      wildcardReason: 'What was recorded stays recorded, whoever asks.',
      Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      Resource: everyObject,
    },
  ];
}
