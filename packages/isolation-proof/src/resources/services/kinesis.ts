import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const stream: ResourceType = {
  type: 'AWS::Kinesis::Stream',
  arn: arn('kinesis', 'stream/${Name}'),
  contents: ['${arn}/consumer/*'],
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  keys: ['StreamEncryption.KeyId'],
  because: 'it holds records; its policy is a resource of its own',
};

const consumer: ResourceType = {
  type: 'AWS::Kinesis::StreamConsumer',
  arn: '${StreamARN}/consumer/${ConsumerName}:${id}',
  ref: '${arn}',
  attributes: { ConsumerARN: '${arn}', ConsumerName: '${ConsumerName}', StreamARN: '${StreamARN}' },
  tags: 'Tags',
  sources: [{ property: 'StreamARN', form: 'arn', data: 'records' }],
  because: 'whoever reads by it needs rights of its own',
};

const resourcePolicy: ResourceType = {
  type: 'AWS::Kinesis::ResourcePolicy',
  policies: [{ document: 'ResourcePolicy', of: { property: 'ResourceArn', form: 'arn' } }],
  because: 'it is the policy of a stream or a consumer',
};

export const KINESIS: readonly ResourceType[] = [stream, consumer, resourcePolicy];
