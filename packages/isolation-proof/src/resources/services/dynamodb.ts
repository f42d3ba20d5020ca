import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const table: ResourceType = {
  type: 'AWS::DynamoDB::Table',
  arn: arn('dynamodb', 'table/${TableName}'),
  contents: ['${arn}/*'],
  ref: '${TableName}',
  attributes: { Arn: '${arn}', StreamArn: '${arn}/stream/${id}' },
  tags: 'Tags',
  policies: [
    { document: 'ResourcePolicy.PolicyDocument' },
    { document: 'StreamSpecification.ResourcePolicy.PolicyDocument', suffix: '/stream/*' },
  ],
  sources: [
    {
      property: 'ImportSourceSpecification.S3BucketSource.S3Bucket',
      form: 'bucket-name',
      data: 'the first items',
    },
  ],
  destinations: [{ property: 'KinesisStreamSpecification.StreamArn', form: 'arn', data: 'changes of items' }],
  settings: [
    {
      property: 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
      expected: true,
      promises: 'items can be recovered',
    },
    { property: 'DeletionProtectionEnabled', expected: true, promises: 'the table outlives mistakes' },
  ],
  harmless: [
    {
      properties: ['ImportSourceSpecification.S3BucketSource.S3BucketOwner'],
      because: 'it says who should own the bucket',
    },
    { properties: ['VectorIndexes'], because: 'it says how items are indexed' },
  ],
  keys: ['SSESpecification.KMSMasterKeyId'],
  because: 'it stores items; streams and indexes are parts of it',
};

/** What the CDK makes of a `TableV2`, with replicas in other Regions or without. */
const globalTable: ResourceType = {
  type: 'AWS::DynamoDB::GlobalTable',
  arn: arn('dynamodb', 'table/${TableName}'),
  contents: ['${arn}/*'],
  ref: '${TableName}',
  attributes: { Arn: '${arn}', StreamArn: '${arn}/stream/${id}', TableId: '${id}' },
  partTags: 'Replicas.Tags',
  policies: [
    { document: 'Replicas.ResourcePolicy.PolicyDocument' },
    { document: 'Replicas.ReplicaStreamSpecification.ResourcePolicy.PolicyDocument', suffix: '/stream/*' },
  ],
  destinations: [
    { property: 'Replicas.KinesisStreamSpecification.StreamArn', form: 'arn', data: 'changes of items' },
  ],
  settings: [
    {
      property: 'Replicas.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
      expected: true,
      promises: 'items can be recovered',
    },
    {
      property: 'Replicas.DeletionProtectionEnabled',
      expected: true,
      promises: 'the table outlives mistakes',
    },
  ],
  undecided: { GlobalTableSourceArn: 'a replica of a table of another account is not judged' },
  harmless: [{ properties: ['VectorIndexes'], because: 'it says how items are indexed' }],
  keys: ['Replicas.SSESpecification.KMSMasterKeyId'],
  because: 'it stores items; streams, indexes and replicas are parts of it',
};

export const DYNAMODB: readonly ResourceType[] = [table, globalTable];
