import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { arnOfResource } from '../../../../packages/isolation-proof/src/model/resource-arns';
import {
  physicalAttribute,
  physicalReference,
} from '../../../../packages/isolation-proof/src/resources/physical-names';
import { descriptionOf } from '../../../../packages/isolation-proof/src/resources/registry';
import { knownText } from '../../../../packages/isolation-proof/src/resources/resolve';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

type Owner = 'acme' | 'acme-eu';

/** What a tenant has, for properties to name. */
const thingsOf = (owner: Owner): Resources => ({
  Role: roleOf(owner),
  Api: ['AWS::AppSync::GraphQLApi', { Tags: tagsOf(owner) }],
  Bus: ['AWS::Events::EventBus', { Name: `${owner}-bus`, Tags: tagsOf(owner) }],
  Cluster: ['AWS::EKS::Cluster', { Name: owner, Tags: tagsOf(owner) }],
  Function: [
    'AWS::Lambda::Function',
    { FunctionName: owner, Role: `arn:aws:iam::${ACCOUNT}:role/${owner}-role`, Tags: tagsOf(owner) },
  ],
  Gateway: ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Tags: tagsOf(owner) }],
  IdentityPool: ['AWS::Cognito::IdentityPool', { IdentityPoolTags: tagsOf(owner) }],
  Logs: ['AWS::Logs::LogGroup', { LogGroupName: `/${owner}`, Tags: tagsOf(owner) }],
  Stream: ['AWS::KinesisFirehose::DeliveryStream', { DeliveryStreamName: owner, Tags: tagsOf(owner) }],
  Template: ['AWS::EC2::LaunchTemplate', { LaunchTemplateName: owner }],
  Topic: ['AWS::SNS::Topic', { TopicName: owner, Tags: tagsOf(owner) }],
  Users: ['AWS::Cognito::UserPool', { UserPoolTags: { orgSlug: owner } }],
});

/** Names a thing of some owner: by an attribute, by its ARN, or by what `Ref` of it gives. */
type Name = (thing: keyof ReturnType<typeof thingsOf>, by?: string) => string;

function namesOf(owner: Owner): Name {
  const { resources } = stackOf(thingsOf(owner), owner);
  return (thing, by = 'arn') => {
    const resource = resources.get(thing);
    if (resource === undefined) throw new Error(`there is no ${thing}`);
    const resolve = (value: Json): string | undefined => knownText(value, resource.stack);
    const name =
      by === 'arn'
        ? arnOfResource(resource)
        : by === 'ref'
          ? physicalReference(resource, resolve)
          : physicalAttribute(resource, by, resolve);
    if (name === undefined) throw new Error(`${thing} has no ${by}`);
    return name;
  };
}

const roleIn = (name: Name): string => name('Role');

/** A resource that names things, and what of it may only be of the same owner, as the verdict says it. */
type Row = readonly [type: string, said: string, properties: (name: Name) => JsonObject];

const ROWS: readonly Row[] = [
  [
    'AWS::AppSync::GraphQLApi',
    'tokens of requests go to acme-eu/Function',
    (name) => ({ LambdaAuthorizerConfig: { AuthorizerUri: name('Function') } }),
  ],
  [
    'AWS::AppSync::GraphQLApi',
    'users come from acme-eu/Users',
    (name) => ({ UserPoolConfig: { UserPoolId: name('Users', 'ref') } }),
  ],
  [
    'AWS::AppSync::GraphQLApi',
    'logs of requests acts under',
    (name) => ({ LogConfig: { CloudWatchLogsRoleArn: roleIn(name) } }),
  ],
  [
    'AWS::AppSync::GraphQLSchema',
    'requests come from acme-eu/Api',
    (name) => ({ ApiId: name('Api', 'ApiId') }),
  ],
  ['AWS::AppSync::ApiKey', 'requests come from acme-eu/Api', (name) => ({ ApiId: name('Api', 'ApiId') })],
  [
    'AWS::AppSync::DataSource',
    'requests come from acme-eu/Api',
    (name) => ({ ApiId: name('Api', 'ApiId'), Name: 'x' }),
  ],
  [
    'AWS::AppSync::DataSource',
    'whoever may call the API acts under',
    (name) => ({ ServiceRoleArn: roleIn(name) }),
  ],
  [
    'AWS::AppSync::DataSource',
    'requests go to acme-eu/Function',
    (name) => ({ LambdaConfig: { LambdaFunctionArn: name('Function') } }),
  ],
  [
    'AWS::AppSync::DataSource',
    'events go to acme-eu/Bus',
    (name) => ({ EventBridgeConfig: { EventBusArn: name('Bus') } }),
  ],
  [
    'AWS::AppSync::FunctionConfiguration',
    'requests come from acme-eu/Api',
    (name) => ({ ApiId: name('Api', 'ApiId') }),
  ],
  ['AWS::AppSync::Resolver', 'requests come from acme-eu/Api', (name) => ({ ApiId: name('Api', 'ApiId') })],
  [
    'AWS::AppSync::Resolver',
    'items in conflict go to acme-eu/Function',
    (name) => ({
      SyncConfig: { LambdaConflictHandlerConfig: { LambdaConflictHandlerArn: name('Function') } },
    }),
  ],
  ['AWS::EKS::Cluster', 'the control plane acts under', (name) => ({ RoleArn: roleIn(name) })],
  ['AWS::EKS::Nodegroup', 'the software of the machines acts under', (name) => ({ NodeRole: roleIn(name) })],
  [
    'AWS::EKS::Nodegroup',
    'settings of the machines come from acme-eu/Template',
    (name) => ({ LaunchTemplate: { Id: name('Template', 'ref') } }),
  ],
  ['AWS::EKS::FargateProfile', 'start of pods acts under', (name) => ({ PodExecutionRoleArn: roleIn(name) })],
  [
    'AWS::EKS::Addon',
    'the software of the add-on acts under',
    (name) => ({ ServiceAccountRoleArn: roleIn(name) }),
  ],
  [
    'AWS::EKS::PodIdentityAssociation',
    'whoever starts pods of the service account acts under',
    (name) => ({ RoleArn: roleIn(name) }),
  ],
  [
    'AWS::EKS::PodIdentityAssociation',
    'whoever starts pods of the service account acts under',
    (name) => ({ TargetRoleArn: roleIn(name) }),
  ],
  [
    'AWS::EKS::PodIdentityAssociation',
    'pods come from acme-eu/Cluster',
    (name) => ({ ClusterName: name('Cluster', 'ref') }),
  ],
  [
    'AWS::EKS::AccessEntry',
    'pods come from acme-eu/Cluster',
    (name) => ({ ClusterName: name('Cluster', 'ref') }),
  ],
  [
    'AWS::ElastiCache::ReplicationGroup',
    'events of the cluster go to acme-eu/Topic',
    (name) => ({ NotificationTopicArn: name('Topic') }),
  ],
  [
    'AWS::ElastiCache::ReplicationGroup',
    'logs of commands go to acme-eu/Logs',
    (name) => ({
      LogDeliveryConfigurations: [
        { DestinationDetails: { CloudWatchLogsDetails: { LogGroup: name('Logs', 'ref') } } },
      ],
    }),
  ],
  [
    'AWS::ElastiCache::ReplicationGroup',
    'logs of commands go to acme-eu/Stream',
    (name) => ({
      LogDeliveryConfigurations: [
        { DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: name('Stream', 'ref') } } },
      ],
    }),
  ],
  [
    'AWS::OpenSearchService::Domain',
    'logs of queries and items go to acme-eu/Logs',
    (name) => ({
      LogPublishingOptions: { ES_APPLICATION_LOGS: { CloudWatchLogsLogGroupArn: name('Logs') } },
    }),
  ],
  [
    'AWS::OpenSearchService::Domain',
    'users of the dashboards come from acme-eu/Users',
    (name) => ({ CognitoOptions: { UserPoolId: name('Users', 'ref') } }),
  ],
  [
    'AWS::OpenSearchService::Domain',
    'users of the dashboards come from acme-eu/IdentityPool',
    (name) => ({ CognitoOptions: { IdentityPoolId: name('IdentityPool', 'ref') } }),
  ],
  [
    'AWS::OpenSearchService::Domain',
    'sign-in to the dashboards acts under',
    (name) => ({ CognitoOptions: { RoleArn: roleIn(name) } }),
  ],
  [
    'AWS::WAFv2::WebACLAssociation',
    'requests come from acme-eu/Gateway',
    (name) => ({ ResourceArn: name('Gateway') }),
  ],
  [
    'AWS::WAFv2::LoggingConfiguration',
    'requests come from acme-eu/Gateway',
    (name) => ({ ResourceArn: name('Gateway') }),
  ],
  [
    'AWS::WAFv2::LoggingConfiguration',
    'logs of requests go to acme-eu/Logs',
    (name) => ({ LogDestinationConfigs: [name('Logs')] }),
  ],
];

/** What is said against a resource of acme's that names things of an owner. */
function saidOf([type, , properties]: Row, of: Owner): string[] {
  const tag = descriptionOf(type)?.tags;
  const isMap = type === 'AWS::EKS::Nodegroup';
  const tags = tag === undefined ? {} : { [tag]: isMap ? { orgSlug: 'acme' } : tagsOf('acme') };
  const stacks = [
    stackOf({ ...thingsOf('acme'), Only: [type, { ...tags, ...properties(namesOf(of)) }] }, 'acme'),
    stackOf(thingsOf('acme-eu'), 'acme-eu'),
  ];
  const { violations } = judged(flows, stacks, () => ({}), { owner: TAGS.owner });
  return told({ violations: violations.filter(({ path }) => path === 'acme/Only') });
}

describe.each(ROWS.map((row) => ({ type: row[0], said: row[1], row })))('$type: $said', ({ row, said }) => {
  it('is right of its own', () => {
    expect(saidOf(row, 'acme')).toEqual([]);
  });

  it("is found of a neighbour's", () => {
    expect(saidOf(row, 'acme-eu')).toEqual([expect.stringContaining(`acme/Only of acme: ${said}`)]);
  });
});
