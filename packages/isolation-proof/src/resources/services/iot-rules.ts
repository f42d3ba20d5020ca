import type { CarriedRole, ResourceType } from '../resource-type';
import type { Flow, TextForm } from '../described-flow';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const IOT = 'iot.amazonaws.com';
const MESSAGES = 'messages';

/** Where the actions of a rule send messages: https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-actions.html */
const TARGETS: readonly (readonly [property: string, form: TextForm])[] = [
  ['CloudwatchLogs.LogGroupName', 'log-group-name'],
  ['DynamoDB.TableName', 'ref'],
  ['DynamoDBv2.PutItem.TableName', 'ref'],
  ['Elasticsearch.Endpoint', 'elsewhere'],
  ['Firehose.DeliveryStreamName', 'delivery-stream-name'],
  ['Http.ConfirmationUrl', 'elsewhere'],
  ['Http.Url', 'elsewhere'],
  ['InfluxDB.DestinationArn', 'arn'],
  ['Kafka.DestinationArn', 'arn'],
  ['Kinesis.StreamName', 'stream-name'],
  ['Lambda.FunctionArn', 'function'],
  ['OpenSearch.Endpoint', 'elsewhere'],
  ['S3.BucketName', 'bucket-name'],
  ['Sns.TargetArn', 'topic'],
  ['Sqs.QueueUrl', 'queue-url'],
  ['StepFunctions.StateMachineName', 'ref'],
];

const WITH_ROLE = [
  'CloudwatchAlarm',
  'CloudwatchLogs',
  'CloudwatchMetric',
  'DynamoDB',
  'DynamoDBv2',
  'Elasticsearch',
  'Firehose',
  'Http.Auth.Sigv4',
  'InfluxDB',
  'Kinesis',
  'OpenSearch',
  'S3',
  'Sns',
  'Sqs',
  'StepFunctions',
];

const UNSUPPORTED: readonly (readonly [action: string, why: string])[] = [
  ['Republish', 'who receives the topics of MQTT is not judged'],
  ['IotAnalytics', 'IoT Analytics is not supported'],
  ['IotEvents', 'IoT Events is not supported'],
  ['IotSiteWise', 'IoT SiteWise is not supported'],
  ['Location', 'Location Service is not supported'],
  ['Timestream', 'Timestream is not supported'],
];

const PLACES = ['TopicRulePayload.Actions', 'TopicRulePayload.ErrorAction'];

const topicRule: ResourceType = {
  type: 'AWS::IoT::TopicRule',
  arn: arn('iot', 'rule/${RuleName}'),
  ref: '${RuleName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  roles: PLACES.flatMap((place) =>
    WITH_ROLE.map((action): CarriedRole => ({
      property: `${place}.${action}.RoleArn`,
      assumedBy: IOT,
      directs: 'delivery of messages',
    })),
  ),
  destinations: PLACES.flatMap((place) =>
    TARGETS.map(([property, form]): Flow => ({ property: `${place}.${property}`, form, data: MESSAGES })),
  ),
  messageQuery: 'TopicRulePayload.Sql',
  undecided: Object.fromEntries(
    PLACES.flatMap((place) => UNSUPPORTED.map(([action, why]) => [`${place}.${action}`, why])),
  ),
  harmless: [
    {
      properties: PLACES.map((place) => `${place}.Kafka`),
      because: 'its destination is named by DestinationArn',
    },
  ],
  because: 'it takes messages to its targets',
};

const topicRuleDestination: ResourceType = {
  type: 'AWS::IoT::TopicRuleDestination',
  sources: groupsJoined('VpcProperties.SecurityGroups'),
  destinations: [
    { property: 'HttpUrlProperties.ConfirmationUrl', form: 'elsewhere', data: MESSAGES },
    { property: 'InfluxDBProperties.Endpoint', form: 'elsewhere', data: MESSAGES },
  ],
  roles: [{ property: 'VpcProperties.RoleArn', assumedBy: IOT, directs: 'connections to the network' }],
  because: 'it is an address that rules can send to',
};

export const IOT_RULES: readonly ResourceType[] = [topicRule, topicRuleDestination];
