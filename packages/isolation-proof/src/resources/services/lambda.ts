import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const lambdaFunction: ResourceType = {
  type: 'AWS::Lambda::Function',
  arn: arn('lambda', 'function:${FunctionName}'),
  contents: ['${arn}:*'],
  ref: '${FunctionName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  roles: [{ property: 'Role', assumedBy: 'lambda.amazonaws.com', directs: 'the code of the function' }],
  sources: groupsJoined('VpcConfig.SecurityGroupIds'),
  destinations: [
    { property: 'DeadLetterConfig.TargetArn', form: 'arn', data: 'events that the function failed on' },
    { property: 'LoggingConfig.LogGroup', form: 'log-group-name', data: 'what the function logs' },
    { property: 'FileSystemConfigs.Arn', form: 'arn', data: 'files that the function writes' },
  ],
  logGroups: [
    {
      name: '/aws/lambda/${FunctionName}',
      unless: 'LoggingConfig.LogGroup',
      data: 'what the function logs',
    },
  ],
  programs: [
    { property: 'Code.S3Bucket', form: 's3-object', key: 'S3Key', program: 'the code of the function' },
    { property: 'Code.ImageUri', form: 'image', program: 'the code of the function' },
    { property: 'Layers', form: 'arn', program: 'a layer of the function' },
  ],
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-security.html
  undecided: { CapacityProviderConfig: 'whose code runs beside it on the same machines is not judged' },
  harmless: [
    {
      properties: [
        'Code.SourceKMSKeyArn',
        'Code.S3ObjectStorageMode',
        'RuntimeManagementConfig',
        'CodeSigningConfigArn',
      ],
      because: 'it says how code is read, and who has to have signed it',
    },
    { properties: ['FileSystemConfigs.S3FilesConfig'], because: 'it says how files are read' },
  ],
  keys: ['Code.SourceKMSKeyArn', 'KmsKeyArn', 'DurableConfig.KMSKeyArn'],
  because: 'its code acts under its role; who may call it stands in permissions',
};

const version: ResourceType = {
  type: 'AWS::Lambda::Version',
  arn: arn('lambda', 'function:${FunctionName|last}:${id}'),
  ref: '${arn}',
  attributes: { FunctionArn: '${arn}', Version: '${id}' },
  sources: [{ property: 'FunctionName', form: 'function', data: 'its code and its role', whole: 'own' }],
  harmless: [{ properties: ['RuntimePolicy'], because: 'it chooses a runtime' }],
  because: 'it is a copy of its function, with the role of the function',
};

const alias: ResourceType = {
  type: 'AWS::Lambda::Alias',
  arn: arn('lambda', 'function:${FunctionName|last}:${Name}'),
  ref: '${arn}',
  attributes: { AliasArn: '${arn}' },
  sources: [{ property: 'FunctionName', form: 'function', data: 'its code and its role', whole: 'own' }],
  harmless: [{ properties: ['FunctionVersion'], because: 'it is a version of the function' }],
  because: 'it names versions of its function',
};

const permission: ResourceType = {
  type: 'AWS::Lambda::Permission',
  policies: [
    {
      // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
      document: {
        action: 'Action',
        principal: 'Principal',
        conditions: {
          EventSourceToken: ['StringEquals', 'lambda:EventSourceToken'],
          FunctionUrlAuthType: ['StringEquals', 'lambda:FunctionUrlAuthType'],
          InvokedViaFunctionUrl: ['Bool', 'lambda:InvokedViaFunctionUrl'],
          PrincipalOrgID: ['StringEquals', 'aws:PrincipalOrgID'],
          SourceAccount: ['StringEquals', 'aws:SourceAccount'],
          SourceArn: ['ArnLike', 'aws:SourceArn'],
        },
      },
      of: { property: 'FunctionName', form: 'function' },
    },
  ],
  because: 'it is one statement of the policy of its function',
};

const eventSourceMapping: ResourceType = {
  type: 'AWS::Lambda::EventSourceMapping',
  ref: '${id}',
  tags: 'Tags',
  sources: [{ property: 'EventSourceArn', form: 'arn', data: 'records' }],
  destinations: [
    { property: 'FunctionName', form: 'function', data: 'records' },
    {
      property: 'DestinationConfig.OnFailure.Destination',
      form: 'arn-or-elsewhere',
      data: 'records that the function failed on',
    },
  ],
  undecided: {
    SelfManagedEventSource: 'a self-managed cluster is outside the templates',
    SelfManagedKafkaEventSourceConfig: 'a self-managed cluster is outside the templates',
    'AmazonManagedKafkaEventSourceConfig.SchemaRegistryConfig': 'schema registries are not supported',
  },
  harmless: [
    { properties: ['Topics', 'Queues'], because: 'they are parts of the source' },
    { properties: ['SourceAccessConfigurations'], because: 'the role of the function reads the secrets' },
  ],
  keys: ['KmsKeyArn'],
  because: 'it reads its source under the role of its function',
};

const layerVersion: ResourceType = {
  type: 'AWS::Lambda::LayerVersion',
  arn: arn('lambda', 'layer:${LayerName}:${id}'),
  ref: '${arn}',
  attributes: { LayerVersionArn: '${arn}' },
  programs: [
    { property: 'Content.S3Bucket', form: 's3-object', key: 'S3Key', program: 'the code of the layer' },
  ],
  because: 'it is code, which acts under the roles of the functions that use it',
};

const layerVersionPermission: ResourceType = {
  type: 'AWS::Lambda::LayerVersionPermission',
  policies: [
    {
      document: {
        action: 'Action',
        principal: 'Principal',
        conditions: { OrganizationId: ['StringEquals', 'aws:PrincipalOrgID'] },
      },
      of: { property: 'LayerVersionArn', form: 'arn' },
    },
  ],
  because: 'it is one statement of the policy of its layer',
};

const url: ResourceType = {
  type: 'AWS::Lambda::Url',
  partOf: { TargetFunctionArn: 'function' },
  destinations: [{ property: 'TargetFunctionArn', form: 'function', data: 'requests' }],
  openings: [
    { property: 'AuthType', unless: ['AWS_IAM'], absent: true, opens: 'anybody can call the function' },
  ],
  because: 'with AuthType AWS_IAM its callers need a permission',
};

const eventInvokeConfig: ResourceType = {
  type: 'AWS::Lambda::EventInvokeConfig',
  sources: [{ property: 'FunctionName', form: 'function', data: 'results', whole: 'own' }],
  destinations: [
    { property: 'DestinationConfig.OnSuccess.Destination', form: 'arn', data: 'results' },
    {
      property: 'DestinationConfig.OnFailure.Destination',
      form: 'arn',
      data: 'events that the function failed on',
    },
  ],
  harmless: [{ properties: ['Qualifier'], because: 'it is a version of the function' }],
  because: 'it says how often a call is tried and where results go',
};

export const LAMBDA: readonly ResourceType[] = [
  lambdaFunction,
  version,
  alias,
  permission,
  eventSourceMapping,
  layerVersion,
  layerVersionPermission,
  url,
  eventInvokeConfig,
];
