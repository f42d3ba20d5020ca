import { athenaPolicy } from '../../../policies/analyst/athena-policy';
import { policyDocument } from '../../../policies/statement';
import { ACME_EU, NAMING } from '../../fixtures/environment';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/of-acme-eu';
const STANDARDIZED = 'arn:aws:s3:::ts-test-standardized-111122223333-eu-central-1-an';
const RESULTS = 'arn:aws:s3:::ts-test-athena-results-111122223333-eu-central-1-an';

test("what an organization's own users may do", () => {
  expect(policyDocument(athenaPolicy(NAMING, { slug: ACME_EU.slug, keyArn: KEY })).Statement).toEqual([
    {
      Sid: 'FindBuckets',
      Effect: 'Allow',
      Action: 's3:GetBucketLocation',
      Resource: [STANDARDIZED, RESULTS],
    },
    {
      Sid: 'ListOwnFolder',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: [STANDARDIZED, RESULTS],
      Condition: { StringLike: { 's3:prefix': 'acme-eu/*' } },
    },
    {
      Sid: 'ReadStandardizedData',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: `${STANDARDIZED}/acme-eu/*`,
    },
    {
      Sid: 'WriteAndReadQueryResults',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      Resource: `${RESULTS}/acme-eu/*`,
    },
    {
      Sid: 'UseOrganizationKey',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: KEY,
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
    },
    {
      Sid: 'RunQueries',
      Effect: 'Allow',
      Action: [
        'athena:BatchGetQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetQueryResultsStream',
        'athena:GetQueryRuntimeStatistics',
        'athena:GetWorkGroup',
        'athena:ListQueryExecutions',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/ts-test-acme-eu',
    },
    {
      Sid: 'ReadDataCatalog',
      Effect: 'Allow',
      Action: [
        'athena:GetDataCatalog',
        'athena:GetDatabase',
        'athena:GetTableMetadata',
        'athena:ListTableMetadata',
      ],
      Resource: 'arn:aws:athena:eu-central-1:111122223333:datacatalog/AwsDataCatalog',
    },
    {
      Sid: 'ReadOwnDatabase',
      Effect: 'Allow',
      Action: [
        'glue:BatchGetPartition',
        'glue:GetDatabase',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
      ],
      Resource: [
        'arn:aws:glue:eu-central-1:111122223333:catalog',
        'arn:aws:glue:eu-central-1:111122223333:database/ts_test_acme_eu',
        'arn:aws:glue:eu-central-1:111122223333:table/ts_test_acme_eu/*',
      ],
    },
    {
      Sid: 'FindDefaultDatabase',
      Effect: 'Allow',
      Action: ['glue:GetDatabase'],
      Resource: 'arn:aws:glue:eu-central-1:111122223333:database/default',
    },
  ]);
});
