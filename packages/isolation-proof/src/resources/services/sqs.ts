import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const queue: ResourceType = {
  type: 'AWS::SQS::Queue',
  arn: arn('sqs', '${QueueName}'),
  ref: 'https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${QueueName}',
  attributes: { Arn: '${arn}', QueueName: '${QueueName}', QueueUrl: '${ref}' },
  tags: 'Tags',
  destinations: [
    { property: 'RedrivePolicy.deadLetterTargetArn', form: 'arn', data: 'messages that nobody could handle' },
  ],
  harmless: [
    { properties: ['RedrivePolicy'], because: 'but for its target, it counts attempts' },
    { properties: ['RedriveAllowPolicy'], because: 'queues that use this one say so in their RedrivePolicy' },
  ],
  keys: ['KmsMasterKeyId'],
  because: 'its policy is a resource of its own',
};

const queuePolicy: ResourceType = {
  type: 'AWS::SQS::QueuePolicy',
  policies: [{ document: 'PolicyDocument', of: { property: 'Queues', form: 'queue-url' } }],
  because: 'it is the policy of its queues',
};

const queueInlinePolicy: ResourceType = {
  type: 'AWS::SQS::QueueInlinePolicy',
  policies: [{ document: 'PolicyDocument', of: { property: 'Queue', form: 'queue-url' } }],
  because: 'it is the policy of its queue',
};

export const SQS: readonly ResourceType[] = [queue, queuePolicy, queueInlinePolicy];
