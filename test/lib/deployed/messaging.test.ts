import { DescribeLogGroupsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeRuleCommand,
  ListTagsForResourceCommand as ListRuleTagsCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { ruleReader } from '../../../lib/deployed/events';
import { logGroupReader } from '../../../lib/deployed/logs';
import type { ReadTarget } from '../../../lib/deployed/resource-reader';
import { queueInlinePolicyReader, queuePolicyReader, queueReader } from '../../../lib/deployed/sqs';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { localClients } from '../../../tools/local/local-clients';
import { NAMING } from '../../fixtures/environment';

const clients = localClients(requireLocalEndpoint('http://localhost:1'), 'eu-central-1');
const TAGS = [{ Key: 'orgSlug', Value: 'acme-eu' }];
const ARN = 'arn:aws:sqs:eu-central-1:123456789012:acme-eu-arrivals';

function target(physicalId: string, properties?: ReadTarget['properties']): ReadTarget {
  const known = { physicalId, clients, naming: NAMING };
  return properties === undefined ? known : { ...known, properties };
}

/** Queues by URL, with their attributes. */
function queues(attributes: Readonly<Record<string, Record<string, string>>>): void {
  mockClient(clients.sqs)
    .on(GetQueueAttributesCommand)
    .callsFake(({ QueueUrl }: { QueueUrl: string }) => ({ Attributes: attributes[QueueUrl] }))
    .on(ListQueueTagsCommand)
    .resolves({ Tags: { orgSlug: 'acme-eu' } });
}

describe('the reader of queues', () => {
  test('reads attributes in the types of a template', async () => {
    queues({
      url: {
        KmsDataKeyReusePeriodSeconds: '600',
        KmsMasterKeyId: 'key',
        MessageRetentionPeriod: '1209600',
        QueueArn: ARN,
        RedriveAllowPolicy: '{"redrivePermission":"denyAll"}',
        RedrivePolicy: '{"maxReceiveCount":5}',
        SqsManagedSseEnabled: 'false',
        VisibilityTimeout: '0',
      },
    });

    expect(await queueReader.read(target('url'))).toEqual({
      DelaySeconds: undefined,
      KmsDataKeyReusePeriodSeconds: 600,
      KmsMasterKeyId: 'key',
      MaximumMessageSize: undefined,
      MessageRetentionPeriod: 1_209_600,
      QueueName: 'acme-eu-arrivals',
      ReceiveMessageWaitTimeSeconds: undefined,
      RedriveAllowPolicy: '{"redrivePermission":"denyAll"}',
      RedrivePolicy: '{"maxReceiveCount":5}',
      SqsManagedSseEnabled: false,
      Tags: TAGS,
      VisibilityTimeout: 0,
    });
    expect(await queueReader.attributes(target('url'))).toEqual({ Arn: ARN, QueueName: 'acme-eu-arrivals' });
  });

  test('does not take a queue that is not encrypted for one that is', async () => {
    queues({ url: { QueueArn: ARN, SqsManagedSseEnabled: 'true' } });

    expect(await queueReader.read(target('url'))).toMatchObject({
      KmsMasterKeyId: undefined,
      SqsManagedSseEnabled: true,
    });
  });
});

describe('the readers of queue policies', () => {
  const both = { Queues: ['acme', 'acme-eu'] };

  test('read the policy that all queues of the template have', async () => {
    queues({ acme: { Policy: '{"a":1}' }, 'acme-eu': { Policy: '{"a":1}' } });

    expect(await queuePolicyReader.read(target('generated-id', both))).toEqual({
      PolicyDocument: '{"a":1}',
      Queues: ['acme', 'acme-eu'],
    });
  });

  test('show a queue whose policy is another', async () => {
    queues({ acme: { Policy: '{"a":1}' }, 'acme-eu': { Policy: '{"a":2}' } });

    expect(await queuePolicyReader.read(target('generated-id', both))).toMatchObject({
      PolicyDocument: ['{"a":1}', '{"a":2}'],
    });
  });

  test('show a queue that has no policy', async () => {
    queues({ acme: { Policy: '{"a":1}' }, 'acme-eu': {} });

    expect(await queuePolicyReader.read(target('generated-id', both))).toMatchObject({ Queues: ['acme'] });
  });

  test('read the policy of the one queue whose URL is the id', async () => {
    queues({ acme: { Policy: '{"a":1}' }, 'acme-eu': { Policy: '{"a":2}' } });

    expect(await queueInlinePolicyReader.read(target('acme-eu'))).toEqual({
      PolicyDocument: '{"a":2}',
      Queue: 'acme-eu',
    });
  });
});

test('the reader of rules reads targets on a second page, too', async () => {
  mockClient(clients.events)
    .on(DescribeRuleCommand, { Name: 'acme-eu' })
    .resolves({ Name: 'acme-eu', Arn: 'arn', State: 'DISABLED', EventPattern: '{}', EventBusName: 'default' })
    .on(ListRuleTagsCommand, { ResourceARN: 'arn' })
    .resolves({ Tags: TAGS })
    .on(ListTargetsByRuleCommand, { Rule: 'acme-eu' })
    .callsFake(({ NextToken }: { NextToken?: string }) =>
      NextToken === undefined
        ? { Targets: [{ Id: 'one', Arn: 'a' }], NextToken: 'next' }
        : { Targets: [{ Id: 'two', Arn: 'b' }] },
    );

  expect(await ruleReader.read(target('acme-eu'))).toEqual({
    Description: undefined,
    EventBusName: 'default',
    EventPattern: '{}',
    Name: 'acme-eu',
    State: 'DISABLED',
    Tags: TAGS,
    Targets: [
      { Id: 'one', Arn: 'a' },
      { Id: 'two', Arn: 'b' },
    ],
  });
  expect(await ruleReader.attributes(target('acme-eu'))).toEqual({ Arn: 'arn' });
});

test('the reader of log groups does not take a longer name for the group', async () => {
  const group = (name: string): object => ({
    arn: `${name}:*`,
    logGroupArn: name,
    logGroupName: name,
    kmsKeyId: `key of ${name}`,
  });
  mockClient(clients.logs)
    .on(DescribeLogGroupsCommand)
    .callsFake(({ nextToken }: { nextToken?: string }) =>
      nextToken === undefined
        ? { logGroups: [group('/p/acme-eu')], nextToken: 'next' }
        : { logGroups: [group('/p/acme')] },
    )
    .on(ListTagsForResourceCommand, { resourceArn: '/p/acme' })
    .resolves({ tags: { orgSlug: 'acme' } });

  expect(await logGroupReader.read(target('/p/acme'))).toEqual({
    KmsKeyId: 'key of /p/acme',
    LogGroupName: '/p/acme',
    RetentionInDays: undefined,
    Tags: [{ Key: 'orgSlug', Value: 'acme' }],
  });
  expect(await logGroupReader.attributes(target('/p/acme'))).toEqual({ Arn: '/p/acme:*' });
});
