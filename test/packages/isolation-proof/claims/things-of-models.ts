import { descriptionOf } from '../../../../packages/isolation-proof/src/resources/registry';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import type { NamingRow, Owner, ThingsOf } from './said-of-acme';

export const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:eu-central-1:${ACCOUNT}:${rest}`;
export const roleArn = (owner: Owner): string => `arn:aws:iam::${ACCOUNT}:role/${owner}-role`;

const TAGGED_BY_MAP = /^AWS::(?:Bedrock::(?!Guardrail$)|MSK::(?!Replicator$))/;

function tagsIn(type: string, owner: Owner): JsonObject {
  if (owner === 'platform' || descriptionOf(type)?.tags === undefined) return {};
  return { Tags: TAGGED_BY_MAP.test(type) ? { orgSlug: owner } : tagsOf(owner) };
}

/** What models, agents, clusters and grants name. */
export const thingsOf: ThingsOf = (owner) => {
  const thing = (type: string, properties: JsonObject = {}): readonly [string, JsonObject] => [
    type,
    { ...properties, ...tagsIn(type, owner) },
  ];
  return {
    Role: owner === 'platform' ? roleOf(owner, { Tags: [] }) : roleOf(owner),
    AccessPoint: thing('AWS::S3::AccessPoint', { Bucket: { Ref: 'Bucket' }, Name: `${owner}-point` }),
    Agent: thing('AWS::Bedrock::Agent'),
    Alias: thing('AWS::Bedrock::AgentAlias', { AgentId: { 'Fn::GetAtt': ['Agent', 'AgentId'] } }),
    Bucket: thing('AWS::S3::Bucket', { BucketName: `${owner}-bucket` }),
    Cluster: thing('AWS::MSK::Cluster', { ClusterName: `${owner}-cluster` }),
    Config: thing('AWS::SageMaker::EndpointConfig'),
    Database: ['AWS::Glue::Database', { DatabaseInput: { Name: `${owner}_database` } }],
    Domain: thing('AWS::SageMaker::Domain'),
    Flow: thing('AWS::Bedrock::Flow'),
    Function: thing('AWS::Lambda::Function', { FunctionName: owner, Role: roleArn(owner) }),
    Guardrail: thing('AWS::Bedrock::Guardrail'),
    Images: thing('AWS::ECR::Repository', { RepositoryName: `${owner}-images` }),
    Knowledge: thing('AWS::Bedrock::KnowledgeBase'),
    Location: thing('AWS::S3::AccessGrantsLocation'),
    Logs: thing('AWS::Logs::LogGroup', { LogGroupName: `/${owner}` }),
    Machines: thing('AWS::EC2::SecurityGroup'),
    Model: thing('AWS::SageMaker::Model'),
    Prompt: thing('AWS::Bedrock::Prompt'),
    Scripts: thing('AWS::SageMaker::NotebookInstanceLifecycleConfig'),
    Search: thing('AWS::OpenSearchService::Domain', {
      DomainName: `${owner}-search`,
      AccessPolicies: NOBODY,
    }),
    Secret: thing('AWS::SecretsManager::Secret', { Name: `AmazonMSK_${owner}` }),
    Topic: thing('AWS::SNS::Topic', { TopicName: owner }),
  };
};

const NOBODY = policyOf({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' });

export const row = (
  type: string,
  said: string,
  of: (owner: Owner) => JsonObject,
  isShared = false,
): NamingRow => ({
  type: `AWS::${type}`,
  said,
  of: (owner) => ({ ...of(owner), ...tagsIn(`AWS::${type}`, 'acme') }),
  isShared,
});

export const acting = (type: string, directs: string, place: string): NamingRow =>
  row(type, `${directs} acts under ${roleArn('acme-eu')}, a role of acme-eu (${place})`, (owner) =>
    nested(place, roleArn(owner)),
  );

const nested = (place: string, value: string): JsonObject =>
  place.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as JsonObject;

/** A resource that names something at a place. */
export const naming = (
  type: string,
  said: string,
  place: string,
  name: (owner: Owner) => string,
  isShared = false,
): NamingRow => row(type, `${said} (${place})`, (owner) => nested(place, name(owner)), isShared);
