/**
 * What the auditor may do with records and their trail. The ceiling says it word for word, as whatever is not in both
 * is denied.
 */
export const RECORD_STATEMENTS = [
  {
    Sid: 'ReadRecords',
    Effect: 'Allow',
    Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject', 's3:GetObjectVersion'],
    Resource: [
      'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an',
      'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an/*',
      'arn:aws:s3:::ts-test-access-logs-111122223333-eu-central-1-an',
      'arn:aws:s3:::ts-test-access-logs-111122223333-eu-central-1-an/*',
      'arn:aws:s3:::ts-test-audit-results-111122223333-eu-central-1-an',
      'arn:aws:s3:::ts-test-audit-results-111122223333-eu-central-1-an/*',
    ],
  },
  {
    Sid: 'DecryptRecords',
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: ['arn:aws:kms:eu-central-1:111122223333:key/*'],
    Condition: {
      StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
      StringLike: {
        'kms:EncryptionContext:aws:s3:arn': [
          'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an',
          'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an/*',
          'arn:aws:s3:::ts-test-access-logs-111122223333-eu-central-1-an',
          'arn:aws:s3:::ts-test-access-logs-111122223333-eu-central-1-an/*',
          'arn:aws:s3:::ts-test-audit-results-111122223333-eu-central-1-an',
          'arn:aws:s3:::ts-test-audit-results-111122223333-eu-central-1-an/*',
        ],
      },
    },
  },
  {
    Sid: 'WriteResults',
    Effect: 'Allow',
    Action: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'],
    Resource: 'arn:aws:s3:::ts-test-audit-results-111122223333-eu-central-1-an/*',
  },
  {
    Sid: 'EncryptResults',
    Effect: 'Allow',
    Action: 'kms:GenerateDataKey',
    Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
    Condition: {
      StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
      StringLike: {
        'kms:EncryptionContext:aws:s3:arn': [
          'arn:aws:s3:::ts-test-audit-results-111122223333-eu-central-1-an',
          'arn:aws:s3:::ts-test-audit-results-111122223333-eu-central-1-an/*',
        ],
      },
    },
  },
  {
    Sid: 'AskTrail',
    Effect: 'Allow',
    Action: [
      'athena:BatchGetNamedQuery',
      'athena:BatchGetQueryExecution',
      'athena:GetNamedQuery',
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:GetQueryResultsStream',
      'athena:ListNamedQueries',
      'athena:ListQueryExecutions',
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
    ],
    Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/ts-test--audit',
  },
  {
    Sid: 'FindTablesOfTrail',
    Effect: 'Allow',
    Action: ['athena:GetDataCatalog', 'athena:GetTableMetadata', 'athena:ListTableMetadata'],
    Resource: 'arn:aws:athena:eu-central-1:111122223333:datacatalog/AwsDataCatalog',
  },
  {
    Sid: 'ReadTablesOfTrail',
    Effect: 'Allow',
    Action: ['glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
    Resource: [
      'arn:aws:glue:eu-central-1:111122223333:catalog',
      'arn:aws:glue:eu-central-1:111122223333:database/ts_test_*',
      'arn:aws:glue:eu-central-1:111122223333:table/ts_test__audit/*',
      'arn:aws:glue:eu-central-1:111122223333:table/ts_test_*/audit',
    ],
  },
];
