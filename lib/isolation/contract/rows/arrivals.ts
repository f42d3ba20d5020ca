import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import {
  ACCOUNTS,
  CALLING_KMS,
  FOR_NO_SOURCE,
  FOR_OTHERS_SOURCE,
  LOG_GROUPS,
  OF_LONGER_NAME,
  OF_OTHER,
  QUEUE_OVER_HTTP,
  UNDER_OTHER_KEY,
} from '../axes';
import { ACCOUNT, request, LOG_GROUP, SOURCE, VIA } from '../request-templates';
import type { Fixtures } from '../fixtures';
import {
  BY_ADMINISTRATOR,
  BY_HUB,
  BY_NODE,
  BY_PIPELINE,
  BY_USER,
  WITH_LONGER_TAG,
  WITH_OTHER_TAG,
  WITHOUT_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

const RECEIVE = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'];
const LOOK = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];

/**
 * What CloudWatch Logs does with the key of a log group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
const ENCRYPT_LOGS = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** Nothing where there are no pipelines. */
function onQueues(actions: readonly string[], { own: { pipelines } }: Fixtures): RequestTemplate[] {
  return pipelines === undefined
    ? []
    : [pipelines.queueArn, pipelines.deadLetterQueueArn].flatMap((arn) =>
        actions.map((action) => request(action, arn)),
      );
}

/** What an administrator does with the queue of dead letters only. */
function sourcesOfDeadLetters({ own: { pipelines } }: Fixtures): RequestTemplate[] {
  return pipelines === undefined
    ? []
    : [request('sqs:ListDeadLetterSourceQueues', pipelines.deadLetterQueueArn)];
}

/**
 * Sending to an encrypted queue: EventBridge uses the key by itself.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
function deliveries({ own: { pipelines }, shared: { account } }: Fixtures): RequestTemplate[] {
  if (pipelines === undefined) return [];
  const forRule = { [ACCOUNT]: account, [SOURCE]: pipelines.ruleArn };
  return [
    request('sqs:SendMessage', pipelines.queueArn, forRule),
    ...pipelines.queueKeyArns.flatMap((arn) => [
      request('kms:GenerateDataKey', arn, forRule),
      request('kms:Decrypt', arn, forRule),
    ]),
  ];
}

function encryption(actions: readonly string[], { own: { pipelines } }: Fixtures): RequestTemplate[] {
  return pipelines === undefined
    ? []
    : actions.map((action) => request(action, pipelines.logKeyArn, { [LOG_GROUP]: pipelines.logGroupArn }));
}

/** How an organization learns what arrived, and who else uses its key for its pipelines. */
export const ARRIVALS = tableOf(
  {
    'deliver-arrivals': {
      sentence: ({ who, whose }) => `${who} puts an event into ${whose} queue of arrivals`,
      how: ', encrypted',
      by: 'event-delivery',
      requests: deliveries,
      axes: [
        OF_OTHER,
        UNDER_OTHER_KEY,
        ...ACCOUNTS,
        FOR_NO_SOURCE,
        FOR_OTHERS_SOURCE,
        QUEUE_OVER_HTTP,
        BY_HUB,
        BY_NODE,
        BY_USER,
        BY_PIPELINE,
        BY_ADMINISTRATOR,
      ],
      evenSuspended: true,
    },
    'receive-arrivals': {
      sentence: ({ who, whose }) => `${who} receives and deletes messages of ${whose} queues`,
      by: 'pipeline',
      requests: (fixtures) => [
        ...onQueues(RECEIVE, fixtures),
        ...(fixtures.own.pipelines?.queueKeyArns ?? []).map((arn) =>
          request('kms:Decrypt', arn, { [VIA]: fixtures.shared.throughQueues }),
        ),
      ],
      axes: [
        OF_OTHER,
        OF_LONGER_NAME,
        UNDER_OTHER_KEY,
        CALLING_KMS,
        QUEUE_OVER_HTTP,
        WITHOUT_TAG,
        WITH_OTHER_TAG,
        BY_HUB,
        BY_NODE,
        BY_USER,
        BY_ADMINISTRATOR,
      ],
    },
    'look-at-queues': {
      sentence: ({ who, whose }) => `${who} looks how many messages ${whose} queues have`,
      by: 'pipeline',
      requests: (fixtures) => onQueues(LOOK, fixtures),
      axes: [OF_OTHER, OF_LONGER_NAME, QUEUE_OVER_HTTP, WITH_OTHER_TAG, BY_HUB, BY_NODE, BY_USER],
    },
    'administer-queues': {
      sentence: ({ who, whose }) => `${who} administers ${whose} queues`,
      by: 'administrator',
      requests: (fixtures) => [
        ...onQueues(['sqs:GetQueueAttributes', 'sqs:SetQueueAttributes'], fixtures),
        ...sourcesOfDeadLetters(fixtures),
      ],
      axes: [QUEUE_OVER_HTTP, WITH_OTHER_TAG, WITH_LONGER_TAG, BY_HUB, BY_NODE, BY_USER],
      evenSuspended: true,
    },
    'encrypt-logs': {
      sentence: ({ who, whose }) => `${who} encrypts ${whose} log of pipelines`,
      by: 'log-encryption',
      requests: (fixtures) => encryption(ENCRYPT_LOGS, fixtures),
      axes: [UNDER_OTHER_KEY, ...LOG_GROUPS, BY_HUB, BY_NODE, BY_USER, BY_PIPELINE, BY_ADMINISTRATOR],
      evenSuspended: true,
    },
    'describe-key-of-logs': {
      sentence: ({ who, whose }) => `${who} looks up ${whose} key for its log of pipelines`,
      by: 'log-encryption',
      requests: (fixtures) => encryption(['kms:DescribeKey'], fixtures),
      axes: [UNDER_OTHER_KEY, ...LOG_GROUPS, BY_HUB, BY_NODE, BY_USER, BY_PIPELINE],
      evenSuspended: true,
    },
  },
  {
    'send-as-administrator': {
      sentence: 'an administrator of the account puts a message into a queue',
      twin: 'administer-queues',
      change: { action: 'sqs:SendMessage' },
    },
    'send-dead-letters-as-administrator': {
      sentence: 'an administrator of the account puts a message among the dead letters',
      twin: 'administer-queues',
      request: 'sqs:ListDeadLetterSourceQueues',
      change: { action: 'sqs:SendMessage' },
    },
    'send-as-pipeline': {
      sentence: 'a pipeline puts a message into its queue',
      twin: 'receive-arrivals',
      change: { action: 'sqs:SendMessage' },
    },
    'purge-queue': {
      sentence: 'a pipeline deletes all messages of its queue at once',
      twin: 'receive-arrivals',
      change: { action: 'sqs:PurgeQueue' },
    },
    'change-queue': {
      sentence: 'a pipeline changes its queue',
      twin: 'look-at-queues',
      change: { action: 'sqs:SetQueueAttributes' },
    },
    'encrypt-through-queues': {
      sentence: 'a pipeline encrypts messages of queues',
      twin: 'receive-arrivals',
      request: 'kms:Decrypt',
      change: { action: 'kms:GenerateDataKey' },
    },
    'receive-as-delivery': {
      sentence: 'EventBridge receives messages of a queue of arrivals',
      twin: 'deliver-arrivals',
      change: { action: 'sqs:ReceiveMessage' },
    },
    'deliver-to-dead-letters': {
      sentence: 'EventBridge puts an event among the dead letters',
      twin: 'deliver-arrivals',
      change: { resource: ({ own }) => own.pipelines?.deadLetterQueueArn ?? '' },
    },
    'grant-by-event-delivery': {
      sentence: "EventBridge grants an organization's key to others",
      twin: 'deliver-arrivals',
      request: 'kms:Decrypt',
      change: { action: 'kms:CreateGrant' },
    },
    'grant-by-log-encryption': {
      sentence: "CloudWatch Logs grants an organization's key to others",
      twin: 'encrypt-logs',
      change: { action: 'kms:CreateGrant' },
    },
  },
);
