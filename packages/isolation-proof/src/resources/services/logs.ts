import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

/** Where a data protection policy reports what it found. */
export const FINDINGS: readonly Flow[] = [
  ['CloudWatchLogs.LogGroup', 'log-group-name'] as const,
  ['S3.Bucket', 'bucket-name'] as const,
  ['Firehose.DeliveryStream', 'delivery-stream-name'] as const,
].map(([destination, form]) => ({
  property: `DataProtectionPolicy.Statement.Operation.Audit.FindingsDestination.${destination}`,
  form,
  data: 'findings of sensitive data',
}));

const logGroup: ResourceType = {
  type: 'AWS::Logs::LogGroup',
  arn: arn('logs', 'log-group:${LogGroupName}'),
  contents: ['${arn}:*'],
  ref: '${LogGroupName}',
  attributes: { Arn: '${arn}:*' },
  tags: 'Tags',
  policies: [{ document: 'ResourcePolicyDocument' }],
  destinations: FINDINGS,
  harmless: [
    {
      properties: ['DataProtectionPolicy'],
      because: 'it hides sensitive data, and reports to the destinations',
    },
    { properties: ['FieldIndexPolicies'], because: 'it chooses fields that are indexed' },
  ],
  keys: ['KmsKeyId'],
  because: 'it stores log events, and sends them only through subscription filters',
};

const logStream: ResourceType = {
  type: 'AWS::Logs::LogStream',
  partOf: { LogGroupName: 'log-group-name' },
  ref: '${LogStreamName}',
  sources: [{ property: 'LogGroupName', form: 'log-group-name', data: 'log events' }],
  because: 'it is a part of its log group',
};

const metricFilter: ResourceType = {
  type: 'AWS::Logs::MetricFilter',
  partOf: { LogGroupName: 'log-group-name' },
  sources: [{ property: 'LogGroupName', form: 'log-group-name', data: 'counts of log events' }],
  because: 'it makes metrics of this account out of log events',
};

const subscriptionFilter: ResourceType = {
  type: 'AWS::Logs::SubscriptionFilter',
  partOf: { LogGroupName: 'log-group-name' },
  ref: '${FilterName}',
  roles: [{ property: 'RoleArn', assumedBy: 'logs.amazonaws.com', directs: 'delivery of log events' }],
  sources: [{ property: 'LogGroupName', form: 'log-group-name', data: 'log events' }],
  destinations: [{ property: 'DestinationArn', form: 'arn', data: 'log events' }],
  because: 'it sends log events to its destination, and does nothing else',
};

const resourcePolicy: ResourceType = {
  type: 'AWS::Logs::ResourcePolicy',
  ref: '${PolicyName}',
  policies: [{ document: 'PolicyDocument', of: 'account' }],
  because: 'it is a policy on the log groups that it names',
};

const destination: ResourceType = {
  type: 'AWS::Logs::Destination',
  arn: arn('logs', 'destination:${DestinationName}'),
  ref: '${DestinationName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  policies: [{ document: 'DestinationPolicy' }],
  roles: [{ property: 'RoleArn', assumedBy: 'logs.amazonaws.com', directs: 'delivery of log events' }],
  destinations: [{ property: 'TargetArn', form: 'arn', data: 'log events' }],
  because: 'its policy says who may send log events through it',
};

const accountPolicy: ResourceType = {
  type: 'AWS::Logs::AccountPolicy',
  refused: 'it can send the log events of every log group in the account somewhere',
  because: 'it is never judged',
};

const queryDefinition: ResourceType = {
  type: 'AWS::Logs::QueryDefinition',
  ref: '${id}',
  attributes: { QueryDefinitionId: '${id}' },
  harmless: [{ properties: ['LogGroupNames'], because: 'whoever runs the query needs access to them' }],
  because: 'it is the text of a query, which runs with the rights of whoever runs it',
};

export const LOGS: readonly ResourceType[] = [
  logGroup,
  logStream,
  metricFilter,
  subscriptionFilter,
  resourcePolicy,
  destination,
  accountPolicy,
  queryDefinition,
];
