import { Naming } from '../../../config/naming';
import { MAX_NAME_PREFIX_LENGTH } from '../../../config/name-limits';
import { SUPPORTED_REGIONS } from '../../../config/region';
import { pipelineBoundary, pipelinePolicy } from '../../../policies/pipeline/pipeline-policy';
import { policyDocument } from '../../../policies/statement';
import { ACME_EU, environment, NAMING } from '../../fixtures/environment';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/of-acme-eu';
const bucket = (purpose: string): string => `arn:aws:s3:::ts-test-${purpose}-111122223333-eu-central-1-an`;
const BUCKETS = ['raw', 'standardized', 'artifacts'].map(bucket);
const GLUE = 'arn:aws:glue:eu-central-1:111122223333';
const TABLES = [`${GLUE}:catalog`, `${GLUE}:database/ts_test_acme_eu`, `${GLUE}:table/ts_test_acme_eu/*`];
const via = (service: string): object => ({
  StringEquals: { 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` },
});
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MANAGED_POLICY_CHARACTERS = 6144;

const policyWith = (connectorSecrets: boolean): readonly object[] =>
  policyDocument(pipelinePolicy(NAMING, { slug: ACME_EU.slug, keyArn: KEY }, { connectorSecrets })).Statement;

test('what pipelines may do', () => {
  expect(policyWith(false)).toEqual(
    [
      { Sid: 'FindPipelineBuckets', Action: 's3:GetBucketLocation', Resource: BUCKETS },
      {
        Sid: 'ListPipelineFolders',
        Action: 's3:ListBucket',
        Resource: BUCKETS,
        Condition: { StringLike: { 's3:prefix': 'acme-eu/*' } },
      },
      { Sid: 'ReadRawData', Action: ['s3:GetObject'], Resource: `${bucket('raw')}/acme-eu/*` },
      {
        Sid: 'WriteDataAndArtifacts',
        Action: [
          's3:GetObject',
          's3:PutObject',
          's3:DeleteObject',
          's3:AbortMultipartUpload',
          's3:ListMultipartUploadParts',
        ],
        Resource: [`${bucket('standardized')}/acme-eu/*`, `${bucket('artifacts')}/acme-eu/*`],
      },
      {
        Sid: 'UseKeyForData',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: KEY,
        Condition: via('s3'),
      },
      {
        Sid: 'ReceiveArrivals',
        Action: [
          'sqs:ChangeMessageVisibility',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
          'sqs:ReceiveMessage',
        ],
        Resource: [
          'arn:aws:sqs:eu-central-1:111122223333:ts-test-acme-eu-arrivals',
          'arn:aws:sqs:eu-central-1:111122223333:ts-test-acme-eu-arrivals-dead-letters',
        ],
      },
      { Sid: 'DecryptArrivals', Action: 'kms:Decrypt', Resource: KEY, Condition: via('sqs') },
      {
        Sid: 'WritePipelineLogs',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:eu-central-1:111122223333:log-group:/ts/test/acme-eu/pipeline:*',
      },
      {
        Sid: 'ReadOwnDatabase',
        Action: [
          'glue:BatchGetPartition',
          'glue:GetDatabase',
          'glue:GetPartition',
          'glue:GetPartitions',
          'glue:GetTable',
          'glue:GetTables',
        ],
        Resource: TABLES,
      },
      {
        Sid: 'WriteOwnTables',
        Action: [
          'glue:BatchCreatePartition',
          'glue:BatchDeletePartition',
          'glue:BatchUpdatePartition',
          'glue:CreatePartition',
          'glue:CreateTable',
          'glue:DeletePartition',
          'glue:DeleteTable',
          'glue:UpdatePartition',
          'glue:UpdateTable',
        ],
        Resource: TABLES,
      },
      {
        Sid: 'FindDatabasesOfSpark',
        Action: ['glue:GetDatabase'],
        Resource: [`${GLUE}:database/default`, `${GLUE}:database/global_temp`],
      },
      {
        Sid: 'PullPipelineImages',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: 'arn:aws:ecr:eu-central-1:111122223333:repository/pipeline-*',
      },
      { Sid: 'LogInToRegistry', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
    ].map(({ Sid, ...statement }) => ({ Sid, Effect: 'Allow', ...statement })),
  );
});

test('they read connector secrets only where the environment says so', () => {
  const parameters = 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/acme-eu/connectors/*';
  expect(policyWith(true).slice(policyWith(false).length)).toEqual([
    {
      Sid: 'ReadConnectorSecrets',
      Effect: 'Allow',
      Action: ['ssm:GetParameter', 'ssm:GetParameters'],
      Resource: parameters,
    },
    {
      Sid: 'DecryptConnectorSecrets',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: KEY,
      Condition: {
        StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': parameters },
      },
    },
  ]);
});

test('the ceiling binds the key to the organization by its tag, and to services', () => {
  const keys = policyDocument(pipelineBoundary(NAMING, { connectorSecrets: true })).Statement.filter(
    ({ Action = [] }) => [Action].flat().some((action) => action.startsWith('kms:')),
  );
  const resource = { Effect: 'Allow', Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*' };
  const tag = { 'aws:ResourceTag/orgSlug': '${aws:PrincipalTag/orgSlug}' };
  const endpoint = (service: string): string => `${service}.eu-central-1.amazonaws.com`;
  expect(keys).toEqual([
    {
      Sid: 'UseOwnKeyInPipelines',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      ...resource,
      Condition: { StringEquals: { ...tag, 'kms:ViaService': [endpoint('s3'), endpoint('sqs')] } },
    },
    {
      Sid: 'UseOwnKeyForSecrets',
      Action: 'kms:Decrypt',
      ...resource,
      Condition: { StringEquals: { ...tag, 'kms:ViaService': [endpoint('ssm')] } },
    },
  ]);
});

test('the ceiling fits a managed policy in every environment', () => {
  for (const region of SUPPORTED_REGIONS.values()) {
    // As long as names of buckets can be in this Region.
    const forName = 30 - region.name.length - MAX_NAME_PREFIX_LENGTH;
    const widest = new Naming(
      environment({ region, name: 'e'.repeat(forName), namePrefix: 'p'.repeat(MAX_NAME_PREFIX_LENGTH) }),
    );
    const document = JSON.stringify(policyDocument(pipelineBoundary(widest, { connectorSecrets: true })));
    expect(document.length).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
  }
});
