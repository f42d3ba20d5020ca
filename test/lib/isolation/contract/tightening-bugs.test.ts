import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import {
  contractFor,
  ACME,
  SHARED,
  evidenceOf,
  failedRows,
  inResource,
  inStatement,
  platform,
  renamed,
  without,
  withoutAction,
  withoutResource,
  type Edit,
} from './platform';

const withoutCondition = ({ Condition: _condition, ...statement }: JsonObject): JsonObject => statement;

describe('tightening bugs: what has to be possible is not', () => {
  test.each<[string, Edit, string[]]>([
    [
      'hubs without PutObject',
      withoutAction(ACME, 'UploadRawData', 's3:PutObject'),
      ['upload', 'upload-in-parts'],
    ],
    [
      'hubs that cannot give up',
      withoutAction(ACME, 'UploadRawData', 's3:AbortMultipartUpload'),
      ['abort-upload'],
    ],
    ['hubs without Decrypt', withoutAction(ACME, 'EncryptUploads', 'kms:Decrypt'), ['upload-in-parts']],
    [
      'hubs without a data key',
      withoutAction(ACME, 'EncryptUploads', 'kms:GenerateDataKey'),
      ['upload', 'upload-in-parts'],
    ],
    ['hubs without secrets', without(ACME, 'ReadConnectorSecrets'), ['read-secret']],
    ['hubs that cannot decrypt secrets', without(ACME, 'DecryptConnectorSecrets'), ['read-secret']],
    [
      'hubs that cannot log in',
      without(ACME, 'LogInToRegistry'),
      ['log-in-to-registry', 'log-in-to-registry-as-pipeline'],
    ],
    [
      'hubs that cannot pull',
      withoutAction(ACME, 'PullConnectorImages', 'ecr:BatchGetImage'),
      ['pull-image'],
    ],
    [
      'nodes without a channel',
      withoutAction(ACME, 'RunSsmAgent', 'ssmmessages:OpenDataChannel'),
      ['run-agent'],
    ],
    ['nodes that cannot report', without(ACME, 'ReportOwnNodes'), ['report-node', 'report-association']],
    [
      'a boundary that forgets the documents of an organization',
      without(SHARED, 'ReadOwnDocuments'),
      ['read-document'],
    ],
    ['nodes without documents of AWS', without(ACME, 'ReadDocumentsOfAws'), ['read-document-of-aws']],
    [
      'users whom Athena does not find the default database for',
      without(ACME, 'FindDefaultDatabase'),
      ['find-default-database'],
    ],
    [
      'a certificate without a role alias',
      inStatement(ACME, 'AssumeDataHubRole', (statement) => ({ ...statement, Action: 'iot:Connect' })),
      ['use-certificate'],
    ],
    ['users without queries', withoutAction(ACME, 'RunQueries', 'athena:StartQueryExecution'), ['query']],
    [
      'users without schemas',
      withoutAction(ACME, 'ReadOwnDatabase', 'glue:GetTable'),
      ['read-schema', 'read-tables'],
    ],
    ['users without data', without(ACME, 'ReadStandardizedData'), ['read-data']],
    ['users without listings', without(ACME, 'ListOwnFolder'), ['list-folder']],
    [
      'users without the key',
      without(ACME, 'UseOrganizationKey'),
      ['read-data', 'write-results', 'read-results'],
    ],
    [
      'users without results',
      withoutAction(ACME, 'WriteAndReadQueryResults', 's3:PutObject'),
      ['write-results'],
    ],
    [
      'a boundary that forgets the uploads',
      without(SHARED, 'UploadRawData'),
      ['upload', 'upload-in-parts', 'abort-upload'],
    ],
    [
      'a boundary that forgets the key',
      without(SHARED, 'UseOwnKey'),
      ['upload', 'upload-in-parts', 'read-secret', 'read-data', 'write-results', 'read-results'],
    ],
    [
      'a key that its organization may not use',
      without(ACME, 'AllowUseByOrganization'),
      [
        'upload',
        'upload-in-parts',
        'read-secret',
        'read-data',
        'write-results',
        'read-results',
        'read-raw',
        'standardize',
      ],
    ],
    ['a key that nobody administers', without(ACME, 'AllowAdministrationWithoutUse'), ['administer-key']],
    [
      'a key under which nobody writes secrets',
      without(ACME, 'AllowWritingConnectorSecrets'),
      ['write-secret'],
    ],
    [
      'a key whose grants ECR cannot retire',
      without(SHARED, 'AllowEcrToRetireGrants'),
      ['retire-grant-of-registry'],
    ],
    [
      'grants that are retired on a condition that KMS never sends',
      inStatement(SHARED, 'AllowEcrToRetireGrants', ({ Condition: condition, ...statement }) => ({
        ...statement,
        Condition: { ...(condition as JsonObject), Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      })),
      ['retire-grant-of-registry'],
    ],
    [
      'a bucket policy that denies everything',
      inStatement(SHARED, 'DenyPlainHttp', withoutCondition),
      [
        'upload',
        'upload-in-parts',
        'abort-upload',
        'read-data',
        'list-folder',
        'find-buckets',
        'write-results',
        'read-results',
        'administer-buckets',
        'record-access',
        'read-records',
        'read-raw',
        'list-raw',
        'list-standardized',
        'find-pipeline-buckets',
        'read-artifact',
        'read-standardized',
        'standardize',
        'standardize-by-glue',
        'change-written',
      ],
    ],
    [
      'a workgroup that writes under no key of the organization',
      inResource(ACME, 'AWS::Athena::WorkGroup', (properties) => {
        const configuration = properties['WorkGroupConfiguration'] as Record<string, JsonObject>;
        configuration['ResultConfiguration'] = {
          ...configuration['ResultConfiguration'],
          EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: 'alias/aws/s3' },
        };
      }),
      ['write-results'],
    ],
    [
      "a workgroup that writes into the neighbour's folder",
      inResource(ACME, 'AWS::Athena::WorkGroup', (properties) => {
        const configuration = properties['WorkGroupConfiguration'] as Record<string, JsonObject>;
        configuration['ResultConfiguration'] = {
          ...configuration['ResultConfiguration'],
          OutputLocation: 's3://ts-test-athena-results-111122223333-eu-central-1-an/acme-eu/',
        };
      }),
      ['list-folder', 'write-results', 'read-results'],
    ],
  ])('%s', (_bug, edit, rows) => {
    expect(failedRows(edit)).toEqual(rows);
  });
});

describe('an organization without what rows are asked of', () => {
  test.each<[string, Edit, string[]]>([
    [
      'hubs whose role is not trusted to the credentials provider are still hubs, by their role alias',
      inStatement(ACME, 'IotCredentialsProvider', (statement) => ({
        ...statement,
        Principal: { Service: 'iot.amazonaws.com' },
      })),
      ['become-hub'],
    ],
    [
      'a role that is neither of hubs nor of nodes',
      inStatement(ACME, 'SystemsManager', (statement) => ({
        ...statement,
        Principal: { Service: 'ec2.amazonaws.com' },
      })),
      ['principals'],
    ],
    ['no certificates', withoutResource(ACME, 'AWS::IoT::Policy'), ['principals']],
    ['no role alias', withoutResource(ACME, 'AWS::IoT::RoleAlias'), ['names']],
    ['no workgroup', withoutResource(ACME, 'AWS::Athena::WorkGroup'), ['names']],
    [
      'no bucket for uploads',
      renamed('ts-test-raw-111122223333-eu-central-1-an', 'ts-test-intake-111122223333-eu-central-1-an'),
      ['names'],
    ],
    [
      'tables in a folder without its slash',
      inResource(ACME, 'AWS::Glue::Database', (properties) => {
        const input = properties['DatabaseInput'] as JsonObject;
        properties['DatabaseInput'] = {
          ...input,
          LocationUri: 's3://ts-test-standardized-111122223333-eu-central-1-an/acme',
        };
      }),
      ['names'],
    ],
  ])('%s', (_bug, edit, rows) => {
    expect(failedRows(edit)).toEqual(rows);
  });

  test('an organization that is in no template fails', () => {
    const { failures } = contractFor(evidenceOf(platform()), ['nobody']);
    expect(failures.map(({ row }) => row)).toEqual(['names']);
  });
});
