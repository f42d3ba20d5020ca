import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { BEDROCK, guardrailAt, knowledgeAt } from './bedrock-knowledge';

const QUESTIONS = 'questions and answers';

const guardrail: ResourceType = {
  type: 'AWS::Bedrock::Guardrail',
  arn: arn('bedrock', 'guardrail/${id}'),
  ref: '${arn}',
  attributes: { GuardrailArn: '${arn}', GuardrailId: '${id}' },
  tags: 'Tags',
  keys: ['KmsKeyArn'],
  harmless: [
    {
      properties: ['AutomatedReasoningPolicyConfig', 'CrossRegionConfig'],
      because: 'it says how answers are checked',
    },
  ],
  because: 'it holds answers back',
};

const NODES = 'Definition.Nodes.Configuration';
const DEFINITION = 'definitions have to stand in Definition';

const flow: ResourceType = {
  type: 'AWS::Bedrock::Flow',
  arn: arn('bedrock', 'flow/${id}'),
  contents: ['${arn}/*'],
  ref: '${arn}',
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  givenTags: ['TestAliasTags'],
  roles: [{ property: 'ExecutionRoleArn', assumedBy: BEDROCK, directs: 'the steps of the flow' }],
  sources: [
    ...['KnowledgeBase', 'Prompt'].map((node) =>
      guardrailAt(`${NODES}.${node}.GuardrailConfiguration.GuardrailIdentifier`),
    ),
    knowledgeAt(`${NODES}.KnowledgeBase.KnowledgeBaseId`),
    {
      property: `${NODES}.Prompt.SourceConfiguration.Resource.PromptArn`,
      form: 'arn',
      data: 'texts for models',
      whole: 'shared',
    },
    {
      property: `${NODES}.Retrieval.ServiceConfiguration.S3.BucketName`,
      form: 'bucket-name',
      data: 'objects',
    },
  ],
  destinations: [
    { property: `${NODES}.Agent.AgentAliasArn`, form: 'arn', data: QUESTIONS },
    { property: `${NODES}.LambdaFunction.LambdaArn`, form: 'function', data: QUESTIONS },
    {
      property: `${NODES}.Storage.ServiceConfiguration.S3.BucketName`,
      form: 'bucket-name',
      data: QUESTIONS,
    },
  ],
  keys: ['CustomerEncryptionKeyArn'],
  undecided: {
    DefinitionS3Location: DEFINITION,
    DefinitionString: DEFINITION,
    [`${NODES}.Lex`]: 'bots of Lex are not supported',
  },
  harmless: [
    {
      properties: [
        'Definition.Connections',
        `${NODES}.KnowledgeBase.RerankingConfiguration.BedrockRerankingConfiguration.ModelConfiguration.ModelArn`,
      ],
      because: 'it names steps of the flow, or a model, to which its role needs rights',
    },
  ],
  because: 'its steps do what its role may do',
};

const OF_FLOW: readonly Flow[] = [
  { property: 'FlowArn', form: 'arn', data: 'its flow and its role', whole: 'own' },
];

const prompt: ResourceType = {
  type: 'AWS::Bedrock::Prompt',
  arn: arn('bedrock', 'prompt/${id}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  keys: ['CustomerEncryptionKeyArn'],
  undecided: {
    'Variants.TemplateConfiguration.Text.TextS3Location': 'texts have to stand in the template',
  },
  harmless: [
    {
      properties: ['Variants.TemplateConfiguration.Chat.Messages.Role'],
      because: 'it says whether a person or a model speaks',
    },
  ],
  because: 'it is a text for models',
};

export const BEDROCK_FLOWS: readonly ResourceType[] = [
  guardrail,
  flow,
  prompt,
  {
    type: 'AWS::Bedrock::ApplicationInferenceProfile',
    arn: arn('bedrock', 'application-inference-profile/${id}'),
    ref: '${id}',
    attributes: { InferenceProfileArn: '${arn}', InferenceProfileId: '${id}' },
    tags: 'Tags',
    because: 'it counts what a model is asked',
  },
  {
    type: 'AWS::Bedrock::FlowAlias',
    arn: '${FlowArn}/alias/${id}',
    ref: '${arn}|${FlowArn}',
    attributes: { Arn: '${arn}', Id: '${id}' },
    tags: 'Tags',
    sources: OF_FLOW,
    because: 'it is a name of its flow',
  },
  { type: 'AWS::Bedrock::FlowVersion', sources: OF_FLOW, because: 'it is a copy of its flow' },
  {
    type: 'AWS::Bedrock::GuardrailVersion',
    attributes: { GuardrailId: '${GuardrailIdentifier|last}' },
    sources: [guardrailAt('GuardrailIdentifier')],
    because: 'it is a copy of its guardrail',
  },
  {
    type: 'AWS::Bedrock::PromptVersion',
    arn: '${PromptArn}:${id}',
    ref: '${arn}',
    attributes: { Arn: '${arn}' },
    tags: 'Tags',
    sources: [{ property: 'PromptArn', form: 'arn', data: 'texts for models', whole: 'own' }],
    because: 'it is a copy of its prompt',
  },
];
