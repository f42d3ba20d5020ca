import { dataBucketPolicy } from '../../../policies/shared/data-bucket-policy';
import { NAMING } from '../../fixtures/environment';
import { policyDocument } from '../../../policies/statement';
import { transportStatements } from './transport-statements';

test('the policy of a data bucket', () => {
  const bucket = 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an';
  expect(policyDocument(dataBucketPolicy({ bucketArn: bucket })).Statement).toEqual([
    ...transportStatements(bucket),
    {
      Sid: 'DenyObjectsWithoutOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: `${bucket}/*`,
      Condition: { Null: { 'aws:PrincipalTag/orgSlug': 'true' } },
    },
    {
      Sid: 'DenyObjectsOfOtherOrganizations',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      NotResource: [bucket, `${bucket}/\${aws:PrincipalTag/orgSlug}/*`],
    },
    {
      Sid: 'DenyListingWithoutOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:ListBucket',
      Resource: bucket,
      Condition: {
        Null: { 'aws:PrincipalTag/orgSlug': 'true' },
        StringNotEquals: { 'aws:CalledViaLast': 'cloudformation.amazonaws.com' },
      },
    },
    {
      Sid: 'DenyListingVersionsWithoutOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
      Resource: bucket,
      Condition: { Null: { 'aws:PrincipalTag/orgSlug': 'true' } },
    },
    {
      Sid: 'DenyListingOtherOrganizations',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
      Resource: bucket,
      Condition: {
        Null: { 'aws:PrincipalTag/orgSlug': 'false' },
        StringNotLike: { 's3:prefix': '${aws:PrincipalTag/orgSlug}/*' },
      },
    },
    {
      Sid: 'DenyWritesWithoutSseKms',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `${bucket}/*`,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    },
    {
      Sid: 'DenyWritesWithoutOrganizationKey',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `${bucket}/*`,
      Condition: { Null: { 'aws:PrincipalTag/orgKeyArn': 'true' } },
    },
    {
      Sid: 'DenyWritesWithOtherKeys',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `${bucket}/*`,
      Condition: {
        StringNotEquals: {
          's3:x-amz-server-side-encryption-aws-kms-key-id': '${aws:PrincipalTag/orgKeyArn}',
        },
      },
    },
    {
      Sid: 'DenyCustomerProvidedKeys',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `${bucket}/*`,
      Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
    },
  ]);
});

test("a bucket with one reader denies everybody else to read and list, through the caller's tag", () => {
  const bucketArn = 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an';
  const onlyReader = NAMING.pipelineRoleArnOfCaller;
  const statements = policyDocument(dataBucketPolicy({ bucketArn, onlyReaders: [onlyReader] })).Statement;
  expect(statements.slice(0, -1)).toEqual(policyDocument(dataBucketPolicy({ bucketArn })).Statement);
  expect(statements.at(-1)).toEqual({
    Sid: 'DenyReadingByOthersThanPipelines',
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:GetObject*', 's3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: {
      Null: { 'aws:PrincipalTag/orgSlug': 'false' },
      ArnNotLike: {
        'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/ts-test-${aws:PrincipalTag/orgSlug}-pipeline',
      },
    },
  });
});

test('a bucket that nobody reads excepts nobody', () => {
  const bucketArn = 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an';
  const statements = policyDocument(dataBucketPolicy({ bucketArn, onlyReaders: [] })).Statement;
  expect(statements.at(-1)).toMatchObject({
    Sid: 'DenyReadingByOthersThanPipelines',
    Effect: 'Deny',
    Condition: { Null: { 'aws:PrincipalTag/orgSlug': 'false' } },
  });
  expect(Object.keys(statements.at(-1)?.Condition ?? {})).toEqual(['Null']);
});
