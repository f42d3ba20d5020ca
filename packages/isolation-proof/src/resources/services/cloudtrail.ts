import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const EVENTS = 'calls in the account';

const trail: ResourceType = {
  type: 'AWS::CloudTrail::Trail',
  arn: arn('cloudtrail', 'trail/${TrailName}'),
  ref: '${TrailName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  roles: [{ property: 'CloudWatchLogsRoleArn', assumedBy: CLOUDTRAIL, directs: 'delivery of events' }],
  destinations: [
    { property: 'S3BucketName', form: 'bucket-name', data: EVENTS },
    { property: 'CloudWatchLogsLogGroupArn', form: 'arn', data: EVENTS },
    { property: 'SnsTopicName', form: 'topic', data: 'news of log files' },
  ],
  settings: [
    { property: 'IsLogging', expected: true, promises: 'events are recorded' },
    { property: 'EnableLogFileValidation', expected: true, promises: 'changed log files are noticed' },
  ],
  harmless: [{ properties: ['EventSelectors'], because: 'it says which events are recorded' }],
  accountWide: EVENTS,
  keys: ['KMSKeyId'],
  because: 'it records events, and sends them to its destinations',
};

const eventDataStore: ResourceType = {
  type: 'AWS::CloudTrail::EventDataStore',
  arn: arn('cloudtrail', 'eventdatastore/${id}'),
  ref: '${arn}',
  attributes: { EventDataStoreArn: '${arn}' },
  tags: 'Tags',
  roles: [{ property: 'FederationRoleArn', assumedBy: CLOUDTRAIL, directs: 'queries by Athena' }],
  destinations: [{ property: 'InsightsDestination', form: 'arn', data: EVENTS }],
  accountWide: EVENTS,
  keys: ['KmsKeyId'],
  because: 'it keeps events; whoever reads them needs rights of its own',
};

export const CLOUDTRAIL_TYPES: readonly ResourceType[] = [trail, eventDataStore];
