import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const SERVICE = 'AWS::ServiceDiscovery::Service';
const instance = (ServiceId: string): Resources[string] => [
  'AWS::ServiceDiscovery::Instance',
  { ServiceId: { Ref: ServiceId }, InstanceAttributes: { AWS_INSTANCE_IPV4: '10.0.0.1' } },
];
const service = (owner: string): Resources[string] => [SERVICE, { Name: owner, Tags: tagsOf(owner) }];
const integration = (target: string): Resources[string] => [
  'AWS::ApiGatewayV2::Integration',
  {
    ApiId: { Ref: 'Gateway' },
    IntegrationType: 'HTTP_PROXY',
    ConnectionType: 'VPC_LINK',
    IntegrationUri: { Ref: target },
  },
];
const GATEWAY: Resources = { Gateway: ['AWS::ApiGatewayV2::Api', { Tags: { orgSlug: 'acme' } }] };
const listener = (owner: string): Resources[string] => [
  'AWS::ElasticLoadBalancingV2::Listener',
  { DefaultActions: [], Tags: tagsOf(owner) },
];

const mapping = (EventSourceArn: JsonObject): Resources[string] => [
  'AWS::Lambda::EventSourceMapping',
  { FunctionName: 'reader', EventSourceArn },
];

/** What is said against resources that stand beside a role of acme's, and in a stack of the platform. */
function violationsOf(resources: Resources, shared: Resources = {}): string[] {
  const specification = { ...SPECIFICATION, tenants: { owner: TAGS.owner }, claims: [flows] };
  const { claims } = prove([...twoOrganizations(resources), stackOf(shared, 'platform')], specification);
  return claims.flatMap(({ violations }) => violations.map(({ what }) => what));
}

test.each<[string, Resources]>([
  [
    'an integration that leads to a listener',
    { ...GATEWAY, Api: integration('Listener'), Listener: listener('acme') },
  ],
  ['an instance of a service', { Instance: instance('Service'), Service: service('acme') }],
])('%s of the same tenant is proved', (_what, resources) => {
  expect(violationsOf(resources)).toEqual([]);
});

test.each<[string, Resources, string]>([
  [
    'an integration that leads to the listener of a neighbour',
    { ...GATEWAY, Api: integration('Listener'), Listener: listener('acme-eu') },
    'acme/Api of acme: requests go to acme/Listener of acme-eu (IntegrationUri)',
  ],
  [
    'an address that answers for the service of a neighbour',
    { Instance: instance('Service'), Service: service('acme-eu') },
    'acme/Instance of the platform: addresses that answer for the service go to acme/Service of acme-eu (ServiceId)',
  ],
])('%s is refuted', (_what, resources, what) => {
  expect(violationsOf(resources)).toEqual([what]);
});

const SOURCES: Resources = {
  Table: [
    'AWS::DynamoDB::Table',
    { TableName: 'eu', StreamSpecification: { StreamViewType: 'NEW_IMAGE' }, Tags: tagsOf('acme-eu') },
  ],
  Stream: ['AWS::Kinesis::Stream', { Name: 'eu', Tags: tagsOf('acme-eu') }],
  Queue: ['AWS::SQS::Queue', { QueueName: 'eu', Tags: tagsOf('acme-eu') }],
  Topic: ['AWS::SNS::Topic', { TopicName: 'eu', Tags: tagsOf('acme-eu') }],
  Logs: ['AWS::Logs::LogGroup', { LogGroupName: 'eu', Tags: tagsOf('acme-eu') }],
};

test.each<[string, string, Resources[string]]>([
  [
    'a function on the stream of a table',
    'records come from acme/Table of acme-eu (EventSourceArn)',
    mapping({ 'Fn::GetAtt': ['Table', 'StreamArn'] }),
  ],
  [
    'a function on a stream',
    'records come from acme/Stream of acme-eu (EventSourceArn)',
    mapping({ 'Fn::GetAtt': ['Stream', 'Arn'] }),
  ],
  [
    'a function on a queue',
    'records come from acme/Queue of acme-eu (EventSourceArn)',
    mapping({ 'Fn::GetAtt': ['Queue', 'Arn'] }),
  ],
  [
    'a consumer of a stream',
    'records come from acme/Stream of acme-eu (StreamARN)',
    ['AWS::Kinesis::StreamConsumer', { ConsumerName: 'x', StreamARN: { 'Fn::GetAtt': ['Stream', 'Arn'] } }],
  ],
  [
    'a pipe',
    'records come from acme/Queue of acme-eu (Source)',
    ['AWS::Pipes::Pipe', { Name: 'x', Source: { 'Fn::GetAtt': ['Queue', 'Arn'] } }],
  ],
])("%s that takes a tenant's data elsewhere is refuted", (_what, what, reader) => {
  const found = violationsOf({ Reader: reader, ...SOURCES });
  expect(found.filter((text) => text.includes('come from'))).toEqual([expect.stringContaining(what)]);
});

// In a stack of several tenants they are whose the topic or the log group is: see parts-without-tags.test.ts.
test.each<[string, string, Resources[string]]>([
  [
    'a subscription',
    'messages come from acme/Topic of acme-eu (TopicArn)',
    ['AWS::SNS::Subscription', { Protocol: 'sqs', TopicArn: `arn:aws:sns:eu-central-1:${ACCOUNT}:eu` }],
  ],
  [
    'a subscription filter',
    'log events come from acme/Logs of acme-eu (LogGroupName)',
    ['AWS::Logs::SubscriptionFilter', { FilterPattern: '', LogGroupName: 'eu' }],
  ],
  [
    'a metric filter',
    'counts of log events come from acme/Logs of acme-eu (LogGroupName)',
    ['AWS::Logs::MetricFilter', { FilterPattern: '', LogGroupName: 'eu' }],
  ],
])("%s of the platform's that takes a tenant's data is refuted", (_what, what, reader) => {
  const found = violationsOf(SOURCES, { Reader: reader });
  expect(found.filter((text) => text.includes('come from'))).toEqual([
    `platform/Reader of the platform: ${what}`,
  ]);
});
