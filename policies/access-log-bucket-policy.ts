import { ORG_SLUG_TAG } from '../config/naming';
import { type PolicyDocument, policyDocument } from './statement';
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
}: AccessLogBucketPolicyInputs): PolicyDocument {
  const everyObject = `${bucketArn}/*`; // Delivery chooses the names of log objects.
  return policyDocument(
    ...transportStatements(bucketArn),
    {
      Sid: 'AllowLogDelivery',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: everyObject,
      Condition: {
        ArnLike: { 'aws:SourceArn': sourceBucketArns },
        StringEquals: { 'aws:SourceAccount': account },
      },
    },
    {
      Sid: 'DenyOrganizations',
      Effect: 'Deny',
      Principal: '*', // Compared by tag, not by name.
      Action: 's3:*', // Logs of all organizations: nothing of it is any one organization's.
      Resource: [bucketArn, everyObject],
      Condition: { Null: { [`aws:PrincipalTag/${ORG_SLUG_TAG}`]: 'false' } },
    },
    {
      Sid: 'DenyDeletion',
      Effect: 'Deny',
      Principal: '*', // What was recorded stays recorded, whoever asks.
      Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      Resource: everyObject,
    },
  );
}
