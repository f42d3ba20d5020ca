import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { BEDROCK, guardrailAt, knowledgeAt } from './bedrock-knowledge';

const QUESTIONS = 'questions and answers';
const MODEL = 'whoever asks a model needs rights to it';

const agent: ResourceType = {
  type: 'AWS::Bedrock::Agent',
  arn: arn('bedrock', 'agent/${id}'),
  ref: '${id}',
  attributes: { AgentArn: '${arn}', AgentId: '${id}' },
  tags: 'Tags',
  givenTags: ['TestAliasTags'],
  roles: [{ property: 'AgentResourceRoleArn', assumedBy: BEDROCK, directs: 'what the agent is asked' }],
  sources: [
    guardrailAt('GuardrailConfiguration.GuardrailIdentifier'),
    knowledgeAt('KnowledgeBases.KnowledgeBaseId'),
  ],
  destinations: [
    ...[
      'ActionGroups.ActionGroupExecutor.Lambda',
      'CustomOrchestration.Executor.Lambda',
      'PromptOverrideConfiguration.OverrideLambda',
    ].map((property): Flow => ({ property, form: 'function', data: QUESTIONS })),
    { property: 'AgentCollaborators.AgentDescriptor.AliasArn', form: 'arn', data: QUESTIONS },
  ],
  programs: [
    {
      property: 'ActionGroups.ApiSchema.S3.S3BucketName',
      form: 's3-object',
      key: 'S3ObjectKey',
      program: 'what the agent may do',
    },
  ],
  keys: ['CustomerEncryptionKeyArn'],
  because: 'it does what its role may do',
};

const agentAlias: ResourceType = {
  type: 'AWS::Bedrock::AgentAlias',
  arn: arn('bedrock', 'agent-alias/${AgentId}/${id}'),
  ref: '${AgentId}|${id}',
  attributes: { AgentAliasArn: '${arn}', AgentAliasId: '${id}' },
  tags: 'Tags',
  sources: [{ property: 'AgentId', form: 'ref', data: 'its agent and its role', whole: 'own' }],
  because: 'it is a name of its agent',
};

const OUTSIDE = 'data and vectors outside AWS are not supported';
const QUERIED = 'which data are queried is not judged';

const knowledgeBase: ResourceType = {
  type: 'AWS::Bedrock::KnowledgeBase',
  arn: arn('bedrock', 'knowledge-base/${id}'),
  ref: '${id}',
  attributes: { KnowledgeBaseArn: '${arn}', KnowledgeBaseId: '${id}' },
  tags: 'Tags',
  roles: [{ property: 'RoleArn', assumedBy: BEDROCK, directs: 'reading and storing of knowledge' }],
  destinations: [
    {
      property:
        'KnowledgeBaseConfiguration.VectorKnowledgeBaseConfiguration.SupplementalDataStorageConfiguration.SupplementalDataStorageLocations.S3Location.URI',
      form: 's3-uri',
      data: 'pictures of documents',
    },
    ...[
      'NeptuneAnalyticsConfiguration.GraphArn',
      'OpensearchManagedClusterConfiguration.DomainArn',
      'OpensearchServerlessConfiguration.CollectionArn',
      'RdsConfiguration.ResourceArn',
      'S3VectorsConfiguration.IndexArn',
      'S3VectorsConfiguration.VectorBucketArn',
    ].map((place): Flow => ({
      property: `StorageConfiguration.${place}`,
      form: 'arn',
      data: 'documents and their vectors',
    })),
  ],
  sources: [
    {
      property: 'StorageConfiguration.RdsConfiguration.CredentialsSecretArn',
      form: 'secret',
      data: 'credentials',
    },
  ],
  undecided: {
    'KnowledgeBaseConfiguration.KendraKnowledgeBaseConfiguration': QUERIED,
    'KnowledgeBaseConfiguration.ManagedKnowledgeBaseConfiguration': QUERIED,
    'KnowledgeBaseConfiguration.SqlKnowledgeBaseConfiguration': QUERIED,
    'StorageConfiguration.MongoDbAtlasConfiguration': OUTSIDE,
    'StorageConfiguration.PineconeConfiguration': OUTSIDE,
  },
  harmless: [
    {
      properties: ['KnowledgeBaseConfiguration.VectorKnowledgeBaseConfiguration.EmbeddingModelArn'],
      because: MODEL,
    },
    {
      properties: ['StorageConfiguration.OpensearchManagedClusterConfiguration.DomainEndpoint'],
      because: 'it is an address of the domain beside it',
    },
  ],
  because: 'who asks it, policies of principals say',
};

const CONFIGURATION = 'DataSourceConfiguration';
const INGESTION = 'VectorIngestionConfiguration';
const TRANSFORMATION = `${INGESTION}.CustomTransformationConfiguration`;

const dataSource: ResourceType = {
  type: 'AWS::Bedrock::DataSource',
  ref: '${KnowledgeBaseId}|${id}',
  attributes: { DataSourceId: '${id}' },
  sources: [
    { property: 'KnowledgeBaseId', form: 'ref', data: 'its knowledge base and its role', whole: 'own' },
    { property: `${CONFIGURATION}.S3Configuration.BucketArn`, form: 'arn', data: 'documents' },
  ],
  destinations: [
    {
      property: `${TRANSFORMATION}.IntermediateStorage.S3Location.URI`,
      form: 's3-uri',
      data: 'documents',
    },
    {
      property: `${TRANSFORMATION}.Transformations.TransformationFunction.TransformationLambdaConfiguration.LambdaArn`,
      form: 'function',
      data: 'documents',
    },
  ],
  keys: ['ServerSideEncryptionConfiguration.KmsKeyArn'],
  undecided: Object.fromEntries(
    ['Confluence', 'Salesforce', 'SharePoint', 'Web'].map((kind) => [
      `${CONFIGURATION}.${kind}Configuration`,
      OUTSIDE,
    ]),
  ),
  harmless: [
    {
      properties: ['ParsingConfiguration', 'ContextEnrichmentConfiguration'].map(
        (place) => `${INGESTION}.${place}.BedrockFoundationModelConfiguration.ModelArn`,
      ),
      because: MODEL,
    },
    { properties: ['DataDeletionPolicy'], because: 'it says what becomes of vectors' },
    {
      properties: [`${CONFIGURATION}.S3Configuration.BucketOwnerAccountId`],
      because: 'it says who should own the bucket',
    },
  ],
  because: 'it is read under the role of its knowledge base',
};

export const BEDROCK_AGENTS: readonly ResourceType[] = [agent, agentAlias, knowledgeBase, dataSource];
