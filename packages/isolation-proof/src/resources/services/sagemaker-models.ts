import type { Flow, Program } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { SAGEMAKER, namesBy } from './sagemaker-names';
import { groupsJoined } from './security-groups-joined';

const CONTAINERS = ['PrimaryContainer', 'Containers'];

const MODEL_PROGRAMS: readonly Program[] = CONTAINERS.flatMap((container): Program[] => [
  { property: `${container}.Image`, form: 'image', program: 'the image' },
  { property: `${container}.ModelDataUrl`, form: 's3-uris', program: 'the model' },
  { property: `${container}.ModelDataSource.S3DataSource.S3Uri`, form: 's3-uris', program: 'the model' },
]);

const PACKAGE = 'what is in packages and hubs of models is not judged';

const model: ResourceType = {
  type: 'AWS::SageMaker::Model',
  ...namesBy('model', 'ModelName', 'ModelName', 'ModelArn'),
  ref: '${arn}',
  roles: [{ property: 'ExecutionRoleArn', assumedBy: SAGEMAKER, directs: 'the code of the model' }],
  programs: MODEL_PROGRAMS,
  destinations: CONTAINERS.map((container): Flow => ({
    property: `${container}.ImageConfig.RepositoryAuthConfig.RepositoryCredentialsProviderArn`,
    form: 'function',
    data: 'questions for credentials',
  })),
  sources: groupsJoined('VpcConfig.SecurityGroupIds'),
  undecided: Object.fromEntries(
    CONTAINERS.flatMap((container) =>
      ['ModelPackageName', 'ModelDataSource.S3DataSource.HubAccessConfig.HubContentArn'].map((name) => [
        `${container}.${name}`,
        PACKAGE,
      ]),
    ),
  ),
  because: 'its containers do what its role may do',
};

const VARIANTS = ['ProductionVariants', 'ShadowProductionVariants'];
const ANSWERS = 'questions and answers';

const endpointConfig: ResourceType = {
  type: 'AWS::SageMaker::EndpointConfig',
  ...namesBy('endpoint-config', 'EndpointConfigName', 'EndpointConfigName', 'EndpointConfigArn'),
  ref: '${arn}',
  roles: [{ property: 'ExecutionRoleArn', assumedBy: SAGEMAKER, directs: 'the code of models' }],
  sources: [
    ...VARIANTS.flatMap((variant) =>
      ['ModelName', 'InstancePools.ModelNameOverride'].map((name): Flow => ({
        property: `${variant}.${name}`,
        form: 'model',
        data: 'models and their roles',
      })),
    ),
    {
      property: 'ExplainerConfig.ClarifyExplainerConfig.ShapConfig.ShapBaselineConfig.ShapBaselineUri',
      form: 's3-uri',
      data: 'examples to compare with',
    },
    ...groupsJoined('VpcConfig.SecurityGroupIds'),
  ],
  destinations: [
    { property: 'DataCaptureConfig.DestinationS3Uri', form: 's3-uri', data: ANSWERS },
    ...['S3OutputPath', 'S3FailurePath'].map((path): Flow => ({
      property: `AsyncInferenceConfig.OutputConfig.${path}`,
      form: 's3-uri',
      data: ANSWERS,
    })),
    ...['SuccessTopic', 'ErrorTopic'].map((topic): Flow => ({
      property: `AsyncInferenceConfig.OutputConfig.NotificationConfig.${topic}`,
      form: 'topic',
      data: ANSWERS,
    })),
    ...VARIANTS.map((variant): Flow => ({
      property: `${variant}.CoreDumpConfig.DestinationS3Uri`,
      form: 's3-uri',
      data: 'memory of containers',
    })),
  ],
  keys: [
    'KmsKeyId',
    'AsyncInferenceConfig.OutputConfig.KmsKeyId',
    'DataCaptureConfig.KmsKeyId',
    ...VARIANTS.map((variant) => `${variant}.CoreDumpConfig.KmsKeyId`),
  ],
  harmless: [
    {
      properties: VARIANTS.map((variant) => `${variant}.CapacityReservationConfig.MlReservationArn`),
      because: 'it says which machines are used',
    },
  ],
  because: 'it says which models an endpoint runs',
};

const endpoint: ResourceType = {
  type: 'AWS::SageMaker::Endpoint',
  ...namesBy('endpoint', 'EndpointName', 'EndpointName', 'EndpointArn'),
  ref: '${arn}',
  sources: [{ property: 'EndpointConfigName', form: 'endpoint-config', data: 'models and their roles' }],
  because: 'who asks its models, policies of principals say',
};

const pipeline: ResourceType = {
  type: 'AWS::SageMaker::Pipeline',
  arn: arn('sagemaker', 'pipeline/${PipelineName}'),
  ref: '${PipelineName}',
  tags: 'Tags',
  roles: [{ property: 'RoleArn', assumedBy: SAGEMAKER, directs: 'the steps of the pipeline' }],
  programs: [
    {
      property: 'PipelineDefinition.PipelineDefinitionS3Location.Bucket',
      form: 's3-object',
      key: 'Key',
      program: 'the definition of the pipeline',
    },
  ],
  because: 'its steps do what its role may do, which has to be allowed to pass other roles to them',
};

const featureGroup: ResourceType = {
  type: 'AWS::SageMaker::FeatureGroup',
  arn: arn('sagemaker', 'feature-group/${FeatureGroupName}'),
  ref: '${FeatureGroupName}',
  tags: 'Tags',
  roles: [{ property: 'RoleArn', assumedBy: SAGEMAKER, directs: 'storing of records' }],
  destinations: [
    { property: 'OfflineStoreConfig.S3StorageConfig.S3Uri', form: 's3-uri', data: 'records' },
    { property: 'OfflineStoreConfig.DataCatalogConfig.Database', form: 'ref', data: 'tables of records' },
  ],
  keys: ['OfflineStoreConfig.S3StorageConfig.KmsKeyId', 'OnlineStoreConfig.SecurityConfig.KmsKeyId'],
  because: 'who reads its records, policies of principals say',
};

export const SAGEMAKER_MODELS: readonly ResourceType[] = [
  model,
  endpointConfig,
  endpoint,
  pipeline,
  featureGroup,
];
