import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { FINDINGS } from './logs';

const topic: ResourceType = {
  type: 'AWS::SNS::Topic',
  arn: arn('sns', '${TopicName}'),
  ref: '${arn}',
  attributes: { TopicArn: '${arn}', TopicName: '${TopicName}' },
  tags: 'Tags',
  roles: ['SuccessFeedbackRoleArn', 'FailureFeedbackRoleArn'].map((role) => ({
    property: `DeliveryStatusLogging.${role}`,
    assumedBy: 'sns.amazonaws.com',
    directs: 'logs of deliveries',
  })),
  destinations: [
    { property: 'Subscription.Endpoint', form: 'arn-or-elsewhere', data: 'messages' },
    ...FINDINGS,
  ],
  harmless: [
    {
      properties: ['DataProtectionPolicy'],
      because: 'it hides sensitive data, and reports to the destinations',
    },
    { properties: ['ArchivePolicy'], because: 'it keeps messages in the topic' },
  ],
  keys: ['KmsMasterKeyId'],
  because: 'its policy is a resource of its own, as its other subscriptions are',
};

const topicPolicy: ResourceType = {
  type: 'AWS::SNS::TopicPolicy',
  policies: [{ document: 'PolicyDocument', of: { property: 'Topics', form: 'topic' } }],
  because: 'it is the policy of its topics',
};

const topicInlinePolicy: ResourceType = {
  type: 'AWS::SNS::TopicInlinePolicy',
  policies: [{ document: 'PolicyDocument', of: { property: 'TopicArn', form: 'topic' } }],
  because: 'it is the policy of its topic',
};

const subscription: ResourceType = {
  type: 'AWS::SNS::Subscription',
  partOf: { TopicArn: 'topic' },
  ref: '${TopicArn}:${id}',
  attributes: { Arn: '${ref}' },
  roles: [
    { property: 'SubscriptionRoleArn', assumedBy: 'sns.amazonaws.com', directs: 'delivery to Firehose' },
  ],
  sources: [{ property: 'TopicArn', form: 'topic', data: 'messages' }],
  destinations: [
    { property: 'Endpoint', form: 'arn-or-elsewhere', data: 'messages' },
    { property: 'RedrivePolicy.deadLetterTargetArn', form: 'arn', data: 'undelivered messages' },
  ],
  harmless: [
    { properties: ['DeliveryPolicy', 'ReplayPolicy'], because: 'it says when messages are delivered' },
    { properties: ['FilterPolicy', 'RedrivePolicy'], because: 'it says which messages are delivered' },
  ],
  because: 'it takes messages from its topic to its endpoint',
};

export const SNS: readonly ResourceType[] = [topic, topicPolicy, topicInlinePolicy, subscription];
