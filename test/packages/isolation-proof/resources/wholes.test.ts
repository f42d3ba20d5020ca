import { DESCRIBED_TYPES } from '../../../../packages/isolation-proof/src/resources/registry';
import type { ResourceType } from '../../../../packages/isolation-proof/src/resources/resource-type';
import { wholesOf } from '../../../../packages/isolation-proof/src/resources/wholes';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { stackOf } from '../fixtures/stack-of';

/** Types that take no tags, are asked about, and are no part of anything that says whose they are. */
const ALONE = [
  'AWS::ApiGateway::Account',
  'AWS::CDK::StackNotifications',
  'AWS::CloudFront::RealtimeLogConfig',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::ECR::PullThroughCacheRule',
  'AWS::ECR::RegistryPolicy',
  'AWS::Events::Connection',
  'AWS::Glue::Database',
  'AWS::Glue::DataCatalogEncryptionSettings',
  'AWS::IAM::Group',
  'AWS::IoT::AccountAuditConfiguration',
  'AWS::IoT::Certificate',
  'AWS::IoT::Logging',
  'AWS::IoT::Thing',
  'AWS::LakeFormation::DataLakeSettings',
  'AWS::Lambda::LayerVersion',
  'AWS::Logs::ResourcePolicy',
  'AWS::MSK::Configuration',
  'AWS::Macie::Session',
  'AWS::SSM::ResourceDataSync',
  // Nothing but its service could say whose the addresses are that answer for it.
  'AWS::ServiceDiscovery::Instance',
];

/** Lists of a description by which a resource is asked about. */
const ASKED = ['destinations', 'sources', 'roles', 'programs', 'openings', 'settings', 'contents'] as const;

const isAsked = (description: ResourceType): boolean =>
  [
    description.arn,
    description.policies,
    description.accountWide,
    ...ASKED.map((list) => description[list]),
  ].some((entry) => entry !== undefined);

const namesWhole = ({ partOf, sources = [], destinations = [], policies = [] }: ResourceType): boolean =>
  partOf !== undefined ||
  [...sources, ...destinations].some(({ whole }) => whole !== undefined) ||
  policies.some(({ of }) => typeof of === 'object');

const untagged = DESCRIBED_TYPES.filter(
  (description) =>
    (description.tags ?? description.partTags) === undefined &&
    description.refused === undefined &&
    isAsked(description),
);

// Principals and what they hold are read by themselves.
const isPrincipals = ({ type }: ResourceType): boolean =>
  /^AWS::IAM::(?:\w*Policy|InstanceProfile|AccessKey|UserToGroupAddition)$/.test(type);

it('every type without tags that is asked about says what it is a part of, but for these', () => {
  const alone = untagged.filter((type) => !namesWhole(type) && !isPrincipals(type));
  expect(alone.map(({ type }) => type).sort()).toEqual([...ALONE].sort());
});

it('only types without tags say what they are a part of by a property of its own', () => {
  const tagged = DESCRIBED_TYPES.filter(({ partOf, tags }) => partOf !== undefined && tags !== undefined);
  expect(tagged).toEqual([]);
});

describe('wholes of a resource', () => {
  const wholes = (type: string, properties: JsonObject): unknown => {
    const resource = stackOf({ Part: [type, properties] }).resources.get('Part');
    return resource && wholesOf(resource);
  };

  it.each<[string, JsonObject, unknown[]]>([
    ['AWS::SNS::Subscription', { TopicArn: 'arn:t' }, [{ value: 'arn:t', form: 'topic' }]],
    [
      'AWS::SQS::QueuePolicy',
      { Queues: ['one', 'two'] },
      ['one', 'two'].map((value) => ({ value, form: 'queue-url' })),
    ],
    ['AWS::KMS::Alias', { TargetKeyId: 'k' }, [expect.objectContaining({ value: 'k', form: 'ref' })]],
    [
      'AWS::Scheduler::Schedule',
      { GroupName: 'g', Target: { RoleArn: 'arn:r' } },
      [
        { value: 'g', form: 'ref' },
        { value: 'arn:r', form: 'arn' },
      ],
    ],
    ['AWS::SQS::Queue', { QueueName: 'q' }, []],
    ['AWS::Unknown::Type', { TopicArn: 'arn:t' }, []],
    ['AWS::Scheduler::Schedule', { Target: { 'Fn::Foo': [] } }, []],
  ])('%s %j', (type, properties, expected) => {
    expect(wholes(type, properties)).toEqual(expected);
  });
});
