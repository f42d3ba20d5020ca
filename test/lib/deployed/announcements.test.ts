import { DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListTagsForResourceCommand as ListGroupTagsCommand,
} from '@aws-sdk/client-scheduler';
import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { logsResourcePolicyReader } from '../../../lib/deployed/logs';
import type { ReadTarget } from '../../../lib/deployed/resource-reader';
import { scheduleGroupReader, scheduleReader } from '../../../lib/deployed/scheduler';
import {
  subscriptionReader,
  topicInlinePolicyReader,
  topicPolicyReader,
  topicReader,
} from '../../../lib/deployed/sns';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { localClients } from '../../../tools/local/local-clients';
import { NAMING } from '../../fixtures/environment';

const clients = localClients(requireLocalEndpoint('http://localhost:1'), 'eu-central-1');
const TAGS = [{ Key: 'orgSlug', Value: 'acme-eu' }];
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:acme-eu';
const OTHER_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:acme';

function target(physicalId: string, properties?: ReadTarget['properties']): ReadTarget {
  const known = { physicalId, clients, naming: NAMING };
  return properties === undefined ? known : { ...known, properties };
}

/** Topics by ARN, with their attributes. */
function topics(attributes: Readonly<Record<string, Record<string, string>>>): void {
  mockClient(clients.sns)
    .on(GetTopicAttributesCommand)
    .callsFake(({ TopicArn }: { TopicArn: string }) => ({ Attributes: attributes[TopicArn] }))
    .on(ListTagsForResourceCommand)
    .resolves({ Tags: TAGS });
}

describe('the reader of topics', () => {
  test('reads attributes, and the name from the ARN', async () => {
    topics({
      [TOPIC]: {
        DisplayName: '',
        KmsMasterKeyId: 'key',
        SignatureVersion: '2',
        Policy: '{"a":1}',
        TracingConfig: 'Active',
      },
    });

    expect(await topicReader.read(target(TOPIC))).toEqual({
      DisplayName: undefined,
      KmsMasterKeyId: 'key',
      SignatureVersion: '2',
      Tags: TAGS,
      TopicName: 'acme-eu',
      TracingConfig: 'Active',
    });
    expect(await topicReader.attributes(target(TOPIC))).toEqual({ TopicArn: TOPIC, TopicName: 'acme-eu' });
  });

  test('does not take a topic that is not encrypted for one that is', async () => {
    topics({ [TOPIC]: { DisplayName: 'alarms' } });

    expect(await topicReader.read(target(TOPIC))).toMatchObject({
      DisplayName: 'alarms',
      KmsMasterKeyId: undefined,
    });
  });
});

describe('the readers of topic policies', () => {
  const both = { Topics: [OTHER_TOPIC, TOPIC] };

  test('read the policy that all topics of the template have', async () => {
    topics({ [OTHER_TOPIC]: { Policy: '{"a":1}' }, [TOPIC]: { Policy: '{"a":1}' } });

    expect(await topicPolicyReader.read(target('generated-id', both))).toEqual({
      PolicyDocument: '{"a":1}',
      ...both,
    });
  });

  test('show a topic whose policy is another', async () => {
    topics({ [OTHER_TOPIC]: { Policy: '{"a":1}' }, [TOPIC]: { Policy: '{"a":2}' } });

    expect(await topicPolicyReader.read(target('generated-id', both))).toMatchObject({
      PolicyDocument: ['{"a":1}', '{"a":2}'],
    });
  });

  test('read the policy of the one topic whose ARN is the id', async () => {
    topics({ [OTHER_TOPIC]: { Policy: '{"a":1}' }, [TOPIC]: { Policy: '{"a":2}' } });

    expect(await topicInlinePolicyReader.read(target(TOPIC))).toEqual({
      PolicyDocument: '{"a":2}',
      TopicArn: TOPIC,
    });
  });
});

test.each([
  [
    'with a filter',
    { FilterPolicy: '{"a":["b"]}', FilterPolicyScope: 'MessageBody', RawMessageDelivery: 'true' },
    { FilterPolicy: '{"a":["b"]}', FilterPolicyScope: 'MessageBody', RawMessageDelivery: true },
  ],
  [
    'without one',
    { FilterPolicyScope: 'MessageAttributes', RawMessageDelivery: 'false' },
    { FilterPolicy: undefined, FilterPolicyScope: undefined, RawMessageDelivery: undefined },
  ],
])('the reader of subscriptions: %s', async (_case, attributes, expected) => {
  const given = { Endpoint: 'ops@example.com', Protocol: 'email', TopicArn: TOPIC };
  mockClient(clients.sns)
    .on(GetSubscriptionAttributesCommand, { SubscriptionArn: 'arn' })
    .resolves({ Attributes: { ...given, ...attributes } });

  expect(await subscriptionReader.read(target('arn'))).toEqual({ ...given, ...expected });
});

describe('the reader of schedules', () => {
  const schedule = {
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    GroupName: 'audit',
    Name: 'acme-eu',
    ScheduleExpression: 'rate(1 day)',
    State: 'ENABLED' as const,
  };
  const call = { Arn: 'call', RoleArn: 'role', Input: '{}' };

  test.each([
    ['says nothing of retries that nobody set', { MaximumRetryAttempts: 185 }, 'UTC', undefined, undefined],
    [
      'reads retries and time zone',
      { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 2 },
      'Europe/Berlin',
      { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 2 },
      'Europe/Berlin',
    ],
  ])('%s', async (_case, RetryPolicy, zone, expectedRetries, expectedZone) => {
    mockClient(clients.scheduler)
      .on(GetScheduleCommand, { GroupName: 'audit', Name: 'acme-eu' })
      .resolves({ ...schedule, ScheduleExpressionTimezone: zone, Target: { ...call, RetryPolicy } });

    expect(await scheduleReader.read(target('acme-eu', { GroupName: 'audit' }))).toEqual({
      ...schedule,
      Description: undefined,
      KmsKeyArn: undefined,
      ScheduleExpressionTimezone: expectedZone,
      Target: { ...call, RetryPolicy: expectedRetries },
    });
  });

  test('asks for the default group where the template names none', async () => {
    mockClient(clients.scheduler)
      .on(GetScheduleCommand, { GroupName: 'default', Name: 'acme' })
      .resolves({ ...schedule, Name: 'acme' });

    expect(await scheduleReader.read(target('acme', {}))).toMatchObject({ Name: 'acme' });
  });
});

test('the reader of groups of schedules', async () => {
  mockClient(clients.scheduler)
    .on(GetScheduleGroupCommand, { Name: 'audit' })
    .resolves({ Arn: 'arn', Name: 'audit' })
    .on(ListGroupTagsCommand, { ResourceArn: 'arn' })
    .resolves({ Tags: TAGS });

  expect(await scheduleGroupReader.read(target('audit'))).toEqual({ Name: 'audit', Tags: TAGS });
  expect(await scheduleGroupReader.attributes(target('audit'))).toEqual({ Arn: 'arn' });
});

test('the reader of policies of log groups finds one on a second page, and not one whose name is longer', async () => {
  mockClient(clients.logs)
    .on(DescribeResourcePoliciesCommand)
    .callsFake(({ nextToken }: { nextToken?: string }) =>
      nextToken === undefined
        ? { resourcePolicies: [{ policyName: 'acme-eu', policyDocument: '{}' }], nextToken: 'next' }
        : { resourcePolicies: [{ policyName: 'acme', policyDocument: '{"a":1}' }] },
    );

  expect(await logsResourcePolicyReader.read(target('acme'))).toEqual({
    PolicyDocument: '{"a":1}',
    PolicyName: 'acme',
  });
  expect(await logsResourcePolicyReader.read(target('ac'))).toEqual({
    PolicyDocument: undefined,
    PolicyName: undefined,
  });
});
