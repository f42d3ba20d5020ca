import { GetQueueAttributesCommand, ListQueueTagsCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queueReader = resourceReader({
  type: 'AWS::SQS::Queue',
  comparisons: {
    DelaySeconds: 'value',
    KmsDataKeyReusePeriodSeconds: 'value',
    KmsMasterKeyId: 'value',
    MaximumMessageSize: 'value',
    MessageRetentionPeriod: 'value',
    QueueName: 'value',
    ReceiveMessageWaitTimeSeconds: 'value',
    RedriveAllowPolicy: 'json',
    RedrivePolicy: 'json',
    SqsManagedSseEnabled: 'value',
    Tags: 'tags',
    VisibilityTimeout: 'value',
  },
  read: async ({ physicalId: QueueUrl, clients: { sqs } }) => {
    const [attributes, { Tags }] = await Promise.all([
      attributesOf(sqs, QueueUrl),
      sqs.send(new ListQueueTagsCommand({ QueueUrl })),
    ]);
    return {
      DelaySeconds: numberOf(attributes['DelaySeconds']),
      KmsDataKeyReusePeriodSeconds: numberOf(attributes['KmsDataKeyReusePeriodSeconds']),
      KmsMasterKeyId: attributes['KmsMasterKeyId'],
      MaximumMessageSize: numberOf(attributes['MaximumMessageSize']),
      MessageRetentionPeriod: numberOf(attributes['MessageRetentionPeriod']),
      QueueName: nameOf(attributes['QueueArn']),
      ReceiveMessageWaitTimeSeconds: numberOf(attributes['ReceiveMessageWaitTimeSeconds']),
      RedriveAllowPolicy: attributes['RedriveAllowPolicy'],
      RedrivePolicy: attributes['RedrivePolicy'],
      SqsManagedSseEnabled: attributes['SqsManagedSseEnabled'] === 'true',
      Tags: Object.entries(Tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      VisibilityTimeout: numberOf(attributes['VisibilityTimeout']),
    };
  },
  attributes: async ({ physicalId: QueueUrl, clients: { sqs } }) => {
    const { QueueArn } = await attributesOf(sqs, QueueUrl);
    return QueueArn === undefined ? {} : { Arn: QueueArn, QueueName: nameOf(QueueArn) ?? '' };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicyReader = resourceReader({
  type: 'AWS::SQS::QueuePolicy',
  comparisons: { PolicyDocument: 'json', Queues: 'set' },
  // The id is a name that CloudFormation made up; which queues have the policy is in the template alone.
  read: async ({ properties, clients: { sqs } }) => {
    const urls = Array.isArray(properties?.['Queues']) ? (properties['Queues'] as string[]) : [];
    const policies = await Promise.all(urls.map(async (url) => (await attributesOf(sqs, url))['Policy']));
    const [first, ...others] = policies;
    return {
      PolicyDocument: others.every((policy) => policy === first) ? first : policies,
      Queues: urls.filter((_url, index) => policies[index] !== undefined),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queueinlinepolicy.html */
export const queueInlinePolicyReader = resourceReader({
  type: 'AWS::SQS::QueueInlinePolicy',
  comparisons: { PolicyDocument: 'json', Queue: 'value' },
  // A queue has one policy, whose id is the queue's URL.
  read: async ({ physicalId: Queue, clients: { sqs } }) => {
    const { Policy } = await attributesOf(sqs, Queue);
    return { PolicyDocument: Policy, Queue };
  },
});

async function attributesOf(sqs: SQSClient, QueueUrl: string): Promise<Readonly<Record<string, string>>> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return Attributes ?? {};
}

/** SQS answers with texts. */
function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function nameOf(arn: string | undefined): string | undefined {
  return arn?.split(':').at(-1);
}
