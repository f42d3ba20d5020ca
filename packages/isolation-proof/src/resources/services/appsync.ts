import type { CarriedRole, ResourceType } from '../resource-type';
import type { Flow, Program } from '../described-flow';
import { arn } from '../text-template';

const APPSYNC = 'appsync.amazonaws.com';

/** What is added to an API takes requests that are made to it. */
const REQUESTS: readonly Flow[] = [
  { property: 'ApiId', form: 'graphql-api', data: 'requests', whole: 'shared' },
];

const KEY = 'whoever has one of its API keys, which clients carry, can call it';

const api: ResourceType = {
  type: 'AWS::AppSync::GraphQLApi',
  arn: arn('appsync', 'apis/${id}'),
  contents: ['${arn}/*'],
  ref: '${arn}',
  attributes: { ApiId: '${id}', Arn: '${arn}' },
  tags: 'Tags',
  roles: [{ property: 'LogConfig.CloudWatchLogsRoleArn', assumedBy: APPSYNC, directs: 'logs of requests' }],
  logGroups: [{ name: '/aws/appsync/apis/${id}', data: 'logs of requests' }],
  destinations: ['', 'AdditionalAuthenticationProviders.'].map((provider): Flow => ({
    property: `${provider}LambdaAuthorizerConfig.AuthorizerUri`,
    form: 'function',
    data: 'tokens of requests',
  })),
  sources: ['', 'AdditionalAuthenticationProviders.'].map((provider): Flow => ({
    property: `${provider}UserPoolConfig.UserPoolId`,
    form: 'ref',
    data: 'users',
    whole: 'shared',
  })),
  openings: [
    { property: 'AuthenticationType', when: ['API_KEY'], opens: KEY },
    { property: 'AdditionalAuthenticationProviders.AuthenticationType', when: ['API_KEY'], opens: KEY },
  ],
  undecided: {
    'AdditionalAuthenticationProviders.OpenIDConnectConfig': 'sign-in elsewhere is not supported',
    MergedApiExecutionRoleArn: 'APIs that are merged of others are not supported',
    OpenIDConnectConfig: 'sign-in elsewhere is not supported',
  },
  because: 'its data sources say where requests go, and under which roles',
};

const schema: ResourceType = {
  type: 'AWS::AppSync::GraphQLSchema',
  ref: '${id}',
  sources: REQUESTS,
  programs: [{ property: 'DefinitionS3Location', form: 's3-uris', program: 'the schema' }],
  because: 'it says what can be asked',
};

const SERVICE_ROLE: CarriedRole = {
  property: 'ServiceRoleArn',
  assumedBy: APPSYNC,
  directs: 'whoever may call the API',
};

const dataSource: ResourceType = {
  type: 'AWS::AppSync::DataSource',
  arn: arn('appsync', 'apis/${ApiId}/datasources/${Name}'),
  ref: '${arn}',
  attributes: { DataSourceArn: '${arn}', Name: '${Name}' },
  roles: [SERVICE_ROLE],
  sources: REQUESTS,
  destinations: [
    { property: 'LambdaConfig.LambdaFunctionArn', form: 'function', data: 'requests' },
    { property: 'EventBridgeConfig.EventBusArn', form: 'event-bus', data: 'events' },
    { property: 'HttpConfig.Endpoint', form: 'elsewhere', data: 'requests' },
  ],
  harmless: [
    {
      properties: [
        'DynamoDBConfig.TableName',
        'ElasticsearchConfig.Endpoint',
        'OpenSearchServiceConfig.Endpoint',
        'RelationalDatabaseConfig.RdsHttpEndpointConfig.AwsSecretStoreArn',
        'RelationalDatabaseConfig.RdsHttpEndpointConfig.DbClusterIdentifier',
      ],
      because: 'it is called with the rights of the role',
    },
  ],
  because: 'it takes requests to where its role may',
};

const TEMPLATES: readonly Program[] = [
  'CodeS3Location',
  'RequestMappingTemplateS3Location',
  'ResponseMappingTemplateS3Location',
].map((property) => ({ property, form: 's3-uris', program: 'the code of the resolver' }));

const CONFLICTS: readonly Flow[] = [
  {
    property: 'SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn',
    form: 'function',
    data: 'items in conflict',
  },
];

const resolver: ResourceType = {
  type: 'AWS::AppSync::Resolver',
  sources: REQUESTS,
  destinations: CONFLICTS,
  programs: TEMPLATES,
  harmless: [{ properties: ['PipelineConfig.Functions'], because: 'they are functions of the same API' }],
  because: 'it asks data sources of its API',
};

const pipelineFunction: ResourceType = {
  type: 'AWS::AppSync::FunctionConfiguration',
  arn: arn('appsync', 'apis/${ApiId}/functions/${id}'),
  ref: '${arn}',
  attributes: {
    DataSourceName: '${DataSourceName}',
    FunctionArn: '${arn}',
    FunctionId: '${id}',
    Name: '${Name}',
  },
  sources: REQUESTS,
  destinations: CONFLICTS,
  programs: TEMPLATES,
  because: 'it asks data sources of its API',
};

export const APPSYNC_TYPES: readonly ResourceType[] = [
  api,
  schema,
  dataSource,
  resolver,
  pipelineFunction,
  {
    type: 'AWS::AppSync::ApiKey',
    sources: REQUESTS,
    because: 'whether keys open the API, the API says',
  },
];
