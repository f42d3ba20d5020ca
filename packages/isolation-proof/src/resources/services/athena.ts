import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const workGroup: ResourceType = {
  type: 'AWS::Athena::WorkGroup',
  arn: arn('athena', 'workgroup/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  roles: [
    {
      property: 'WorkGroupConfiguration.ExecutionRole',
      assumedBy: 'athena.amazonaws.com',
      directs: 'whoever runs queries in the workgroup',
    },
  ],
  destinations: [
    {
      property: 'WorkGroupConfiguration.ResultConfiguration.OutputLocation',
      form: 's3-uri',
      data: 'results of queries',
    },
    {
      property: 'WorkGroupConfiguration.MonitoringConfiguration.CloudWatchLoggingConfiguration.LogGroup',
      form: 'log-group-name',
      data: 'logs of Spark',
    },
    {
      property: 'WorkGroupConfiguration.MonitoringConfiguration.S3LoggingConfiguration.LogLocation',
      form: 's3-uri',
      data: 'logs of Spark',
    },
  ],
  // Such as spark.jars.
  programs: ['AdditionalConfigs', 'Classifications.Properties', 'SparkProperties'].map((settings) => ({
    property: `WorkGroupConfiguration.EngineConfiguration.${settings}.*`,
    form: 's3-uris',
    program: 'a setting of sessions',
  })),
  undecided: {
    WorkGroupConfigurationUpdates: 'settings have to stand in WorkGroupConfiguration',
  },
  settings: [
    {
      property: 'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
      expected: true,
      promises: 'clients cannot choose where results go, nor how they are encrypted',
    },
  ],
  harmless: [
    {
      properties: ['AclConfiguration', 'ExpectedBucketOwner'].map(
        (name) => `WorkGroupConfiguration.ResultConfiguration.${name}`,
      ),
      because: 'it gives the results to the owner of the bucket, or refuses another one',
    },
  ],
  keys: [
    'WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey',
    'WorkGroupConfiguration.CustomerContentEncryptionConfiguration.KmsKey',
    'WorkGroupConfiguration.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey',
    'WorkGroupConfiguration.MonitoringConfiguration.ManagedLoggingConfiguration.KmsKey',
    'WorkGroupConfiguration.MonitoringConfiguration.S3LoggingConfiguration.KmsKey',
  ],
  because: 'queries in it read with the rights of whoever asks',
};

const namedQuery: ResourceType = {
  type: 'AWS::Athena::NamedQuery',
  partOf: { WorkGroup: 'ref' },
  ref: '${id}',
  attributes: { NamedQueryId: '${id}' },
  destinations: [{ property: 'WorkGroup', form: 'ref', data: 'the text of the query' }],
  freeTexts: ['Description', 'QueryString'],
  because: 'it is the text of a query, which runs with the rights of whoever runs it',
};

const preparedStatement: ResourceType = {
  type: 'AWS::Athena::PreparedStatement',
  partOf: { WorkGroup: 'ref' },
  ref: '${StatementName}',
  destinations: [{ property: 'WorkGroup', form: 'ref', data: 'the text of the query' }],
  freeTexts: ['Description', 'QueryStatement'],
  because: 'it is the text of a query, which runs with the rights of whoever runs it',
};

const dataCatalog: ResourceType = {
  type: 'AWS::Athena::DataCatalog',
  arn: arn('athena', 'datacatalog/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  destinations: ['function', 'metadata-function', 'record-function'].map((name) => ({
    property: `Parameters.${name}`,
    form: 'function',
    data: 'queries',
  })),
  undecided: {
    'Parameters.catalog-id': 'a catalog of Glue may be that of another account',
    'Parameters.connection-arn': 'connections of Athena are not supported',
  },
  because: 'its functions answer under roles of their own',
};

export const ATHENA: readonly ResourceType[] = [workGroup, namedQuery, preparedStatement, dataCatalog];
