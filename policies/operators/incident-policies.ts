import type { Naming } from '../../config/naming';
import { keyAdministrationStatement, THIS_KEY } from '../key-administration';
import { LOG_GROUP_KEY_ACTIONS } from '../pipeline/key-statements';
import { DENY_EVERYBODY, type ConditionValues, type Conditions, type Statement } from '../statement';

const EVENTS = 'events.amazonaws.com';

/** EventBridge, for the rule of incidents of this account. */
function forIncidents(naming: Naming): Conditions {
  return {
    ArnEquals: { 'aws:SourceArn': naming.eventRuleArn(naming.shared.incidentRule) },
    StringEquals: { 'aws:SourceAccount': naming.environment.account },
  };
}

/**
 * Policy of the key of incidents: EventBridge encrypts what its rule sends to the topic and to the queue, and
 * CloudWatch Logs encrypts the record. Nobody else uses it; SNS and CloudWatch Logs decrypt for whoever may read.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sns-what-permissions-for-sse
 */
export function incidentKeyPolicy(naming: Naming): Statement[] {
  return [
    keyAdministrationStatement(naming),
    {
      Sid: 'AllowIncidents',
      Effect: 'Allow',
      Principal: { Service: EVENTS },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      ...THIS_KEY,
      Condition: forIncidents(naming),
    },
    {
      Sid: 'AllowIncidentRecord',
      Effect: 'Allow',
      Principal: { Service: naming.logsServicePrincipal() },
      Action: LOG_GROUP_KEY_ACTIONS,
      ...THIS_KEY,
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': naming.logGroupArn(naming.shared.incidentLogGroup),
        },
      },
    },
  ];
}

/** Policy of the topic: the rule of incidents publishes, and nobody else does, so that an alarm is one. */
export function incidentTopicPolicy(naming: Naming): Statement[] {
  const topic = naming.topicArn(naming.shared.incidentTopic);
  return [
    {
      Sid: 'AllowIncidents',
      Effect: 'Allow',
      Principal: { Service: EVENTS },
      Action: 'sns:Publish',
      Resource: topic,
      Condition: forIncidents(naming),
    },
    {
      Sid: 'DenyPublishingByOthers',
      ...DENY_EVERYBODY,
      Action: 'sns:Publish',
      Resource: topic,
      wildcardReason: 'Whoever it is: an alarm that anybody could send would be believed by nobody.',
      Condition: otherThanEvents(),
    },
    {
      Sid: 'DenyPlainHttp',
      ...DENY_EVERYBODY,
      Action: 'sns:Publish',
      Resource: topic,
      wildcardReason: 'Holds for everybody, AWS services included.',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
}

/** Policy of the queue of alarms and records that could not be delivered. */
export function incidentQueuePolicy(naming: Naming): Statement[] {
  const queue = naming.queueArn(naming.shared.incidentQueue);
  return [
    {
      Sid: 'AllowUndeliveredIncidents',
      Effect: 'Allow',
      Principal: { Service: EVENTS },
      Action: 'sqs:SendMessage',
      Resource: queue,
      Condition: forIncidents(naming),
    },
    {
      Sid: 'DenyPlainHttp',
      ...DENY_EVERYBODY,
      Action: 'sqs:*',
      Resource: queue,
      wildcardReason: 'Holds for everybody, AWS services included, and for whatever SQS will ever offer.',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
}

/**
 * Lets EventBridge write the record. EventBridge takes no role for log groups.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 */
export function incidentRecordPolicy(naming: Naming): Statement[] {
  return [
    {
      Sid: 'AllowIncidentRecord',
      Effect: 'Allow',
      Principal: { Service: [EVENTS, 'delivery.logs.amazonaws.com'] },
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: naming.logStreamsArn(naming.shared.incidentLogGroup),
      wildcardReason: 'Every stream of the one log group; EventBridge names its streams.',
      Condition: { StringEquals: { 'aws:SourceAccount': naming.environment.account } },
    },
  ];
}

function otherThanEvents(): Readonly<Record<string, ConditionValues>> {
  return { StringNotEquals: { 'aws:PrincipalServiceName': EVENTS } };
}
