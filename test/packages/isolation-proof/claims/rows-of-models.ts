import { ACCOUNT } from '../fixtures/stack-of';
import type { NamingRow, NamingRows, Owner } from './said-of-acme';
import { acting, arn, naming, row, thingsOf } from './things-of-models';

const bucketUri = (owner: Owner): string => `s3://${owner}-bucket/x`;
const topic = (owner: Owner): string => arn('sns', owner);
const lambda = (owner: Owner): string => arn('lambda', `function:${owner}`);
const machines = (owner: Owner): string => `(${owner}.Machines)`;
const flow = (owner: Owner): string => arn('bedrock', `flow/(${owner}.Flow)`);
const id =
  (thing: string) =>
  (owner: Owner): string =>
    `(${owner}.${thing})`;

const MEMBERS = 'rights of members come from Machines';
const RETRIEVAL = 'Definition.Nodes.Configuration.Retrieval.ServiceConfiguration.S3.BucketName';
const NODE = 'Definition.Nodes.Configuration';

const SAGEMAKER: readonly NamingRow[] = [
  acting('SageMaker::Model', 'the code of the model', 'ExecutionRoleArn'),
  naming(
    'SageMaker::Model',
    `the image comes from ${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/acme-eu-images:1, in Images`,
    'PrimaryContainer.Image',
    (owner) => `${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/${owner}-images:1`,
    true,
  ),
  naming(
    'SageMaker::Model',
    'the model comes from s3://acme-eu-bucket/x, in Bucket',
    'PrimaryContainer.ModelDataUrl',
    bucketUri,
    true,
  ),
  naming('SageMaker::Model', MEMBERS, 'VpcConfig.SecurityGroupIds', machines, true),
  acting('SageMaker::EndpointConfig', 'the code of models', 'ExecutionRoleArn'),
  naming(
    'SageMaker::EndpointConfig',
    'models and their roles come from Model',
    'ProductionVariants.ModelName',
    id('Model'),
  ),
  naming(
    'SageMaker::EndpointConfig',
    'questions and answers go to Bucket',
    'DataCaptureConfig.DestinationS3Uri',
    bucketUri,
  ),
  naming(
    'SageMaker::EndpointConfig',
    'questions and answers go to Bucket',
    'AsyncInferenceConfig.OutputConfig.S3OutputPath',
    bucketUri,
  ),
  naming(
    'SageMaker::EndpointConfig',
    'questions and answers go to Topic',
    'AsyncInferenceConfig.OutputConfig.NotificationConfig.SuccessTopic',
    topic,
  ),
  naming(
    'SageMaker::Endpoint',
    'models and their roles come from Config',
    'EndpointConfigName',
    id('Config'),
  ),
  acting('SageMaker::NotebookInstance', 'whoever opens the notebook', 'RoleArn'),
  naming(
    'SageMaker::NotebookInstance',
    'scripts of the machine come from Scripts',
    'LifecycleConfigName',
    id('Scripts'),
  ),
  naming('SageMaker::NotebookInstance', MEMBERS, 'SecurityGroupIds', machines, true),
  acting('SageMaker::Domain', 'whoever opens Studio', 'DefaultUserSettings.ExecutionRole'),
  acting('SageMaker::Domain', 'whoever opens Studio', 'DefaultSpaceSettings.ExecutionRole'),
  naming(
    'SageMaker::Domain',
    'notebooks that are shared go to Bucket',
    'DefaultUserSettings.SharingSettings.S3OutputPath',
    bucketUri,
  ),
  acting('SageMaker::UserProfile', 'whoever opens Studio', 'UserSettings.ExecutionRole'),
  naming('SageMaker::UserProfile', 'files of people come from Domain', 'DomainId', id('Domain')),
  acting('SageMaker::Pipeline', 'the steps of the pipeline', 'RoleArn'),
  row(
    'SageMaker::Pipeline',
    'the definition of the pipeline comes from s3://acme-eu-bucket/x, in Bucket (PipelineDefinition.PipelineDefinitionS3Location.Bucket)',
    (owner) => ({
      PipelineDefinition: { PipelineDefinitionS3Location: { Bucket: `${owner}-bucket`, Key: 'x' } },
    }),
    true,
  ),
  acting('SageMaker::FeatureGroup', 'storing of records', 'RoleArn'),
  naming(
    'SageMaker::FeatureGroup',
    'records go to Bucket',
    'OfflineStoreConfig.S3StorageConfig.S3Uri',
    bucketUri,
  ),
];

const BEDROCK: readonly NamingRow[] = [
  acting('Bedrock::Agent', 'what the agent is asked', 'AgentResourceRoleArn'),
  naming(
    'Bedrock::Agent',
    'questions and answers go to Function',
    'ActionGroups.ActionGroupExecutor.Lambda',
    lambda,
  ),
  naming(
    'Bedrock::Agent',
    'knowledge come from Knowledge',
    'KnowledgeBases.KnowledgeBaseId',
    id('Knowledge'),
    true,
  ),
  naming(
    'Bedrock::Agent',
    'rules for answers come from Guardrail',
    'GuardrailConfiguration.GuardrailIdentifier',
    (owner) => arn('bedrock', `guardrail/(${owner}.Guardrail)`),
    true,
  ),
  naming(
    'Bedrock::Agent',
    'questions and answers go to Alias',
    'AgentCollaborators.AgentDescriptor.AliasArn',
    (owner) => arn('bedrock', `agent-alias/(${owner}.Agent)/(${owner}.Alias)`),
  ),
  naming('Bedrock::AgentAlias', 'its agent and its role come from Agent', 'AgentId', id('Agent')),
  acting('Bedrock::KnowledgeBase', 'reading and storing of knowledge', 'RoleArn'),
  naming(
    'Bedrock::KnowledgeBase',
    'documents and their vectors go to Search',
    'StorageConfiguration.OpensearchManagedClusterConfiguration.DomainArn',
    (owner) => arn('es', `domain/${owner}-search`),
  ),
  naming(
    'Bedrock::DataSource',
    'documents come from Bucket',
    'DataSourceConfiguration.S3Configuration.BucketArn',
    (owner) => `arn:aws:s3:::${owner}-bucket`,
  ),
  naming(
    'Bedrock::DataSource',
    'its knowledge base and its role come from Knowledge',
    'KnowledgeBaseId',
    id('Knowledge'),
  ),
  acting('Bedrock::Flow', 'the steps of the flow', 'ExecutionRoleArn'),
  naming('Bedrock::Flow', 'questions and answers go to Function', `${NODE}.LambdaFunction.LambdaArn`, lambda),
  naming('Bedrock::Flow', 'objects come from Bucket', RETRIEVAL, (owner) => `${owner}-bucket`),
  naming(
    'Bedrock::Flow',
    'texts for models come from Prompt',
    `${NODE}.Prompt.SourceConfiguration.Resource.PromptArn`,
    (owner) => arn('bedrock', `prompt/(${owner}.Prompt)`),
    true,
  ),
  naming('Bedrock::FlowAlias', 'its flow and its role come from Flow', 'FlowArn', flow),
  naming('Bedrock::FlowVersion', 'its flow and its role come from Flow', 'FlowArn', flow),
];

/** Models of SageMaker, and agents of Bedrock. */
export const MODELS: NamingRows = { rows: [...SAGEMAKER, ...BEDROCK], thingsOf };
