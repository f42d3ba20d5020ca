import { accessLogBucketPolicy } from '../../../policies/shared/access-log-bucket-policy';
import { policyDocument } from '../../../policies/statement';
import { transportStatements } from './transport-statements';

test('the policy of the bucket that receives access logs', () => {
  const bucket = 'arn:aws:s3:::ts-test-access-logs-111122223333-eu-central-1-an';
  const sourceBucketArns = [
    'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an',
    'arn:aws:s3:::ts-test-standardized-111122223333-eu-central-1-an',
  ];
  const document = policyDocument(
    accessLogBucketPolicy({ bucketArn: bucket, account: '111122223333', sourceBucketArns }),
  );
  expect(document.Statement).toEqual([
    ...transportStatements(bucket),
    {
      Sid: 'AllowLogDelivery',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${bucket}/*`,
      Condition: {
        ArnLike: { 'aws:SourceArn': sourceBucketArns },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
    },
    {
      Sid: 'DenyOrganizations',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [bucket, `${bucket}/*`],
      Condition: { Null: { 'aws:PrincipalTag/orgSlug': 'false' } },
    },
    {
      Sid: 'DenyDeletion',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      Resource: `${bucket}/*`,
    },
  ]);
});
