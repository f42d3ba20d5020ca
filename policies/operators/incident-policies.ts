import type { Naming } from '../../config/naming';
import { keyAdministrationStatement, THIS_KEY } from '../key-administration';
import { LOG_GROUP_KEY_ACTIONS } from '../pipeline/key-statements';
import { DENY_EVERYBODY, type Conditions, type Statement } from '../statement';

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
 *
 * For a topic EventBridge does not say which rule it acts for, and a condition on that would lose the alarm: SNS says which
 * topic.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sns-what-permissions-for-sse
 */
export function incidentKeyPolicy(naming: Naming): Statement[] {
  const { incidentTopic, incidentLogGroup } = naming.shared;
  const encrypt = {
    Effect: 'Allow',
    Principal: { Service: EVENTS },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    ...THIS_KEY,
  } as const;
  return [
    keyAdministrationStatement(naming),
    {
      Sid: 'AllowAlarms',
      ...encrypt,
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:sns:topicArn': naming.topicArn(incidentTopic) } },
    },
    { Sid: 'AllowUndeliveredIncidents', ...encrypt, Condition: forIncidents(naming) },
    {
      Sid: 'AllowIncidentRecord',
      Effect: 'Allow',
      Principal: { Service: naming.logsServicePrincipal() },
      Action: LOG_GROUP_KEY_ACTIONS,
      ...THIS_KEY,
      Condition: {
        ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': naming.logGroupArn(incidentLogGroup) },
      },
    },
  ];
}

/**
 * Policy of the topic: EventBridge publishes, and whoever's own policies let. It has no condition: EventBridge supports
 * none in policies of topics, and an alarm that a condition keeps back is none.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function incidentTopicPolicy(naming: Naming): Statement[] {
  return [
    {
      Sid: 'AllowAlarms',
      Effect: 'Allow',
      Principal: { Service: EVENTS },
      Action: 'sns:Publish',
      Resource: naming.topicArn(naming.shared.incidentTopic),
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
  const { incidentLogGroup } = naming.shared;
  const write = {
    Effect: 'Allow',
    Principal: { Service: [EVENTS, 'delivery.logs.amazonaws.com'] },
    Resource: naming.logStreamsArn(incidentLogGroup),
    wildcardReason: 'Every stream of the one log group; EventBridge names its streams.',
  } as const;
  return [
    // EventBridge does not say for which rule it creates a stream.
    { Sid: 'AllowStreamsOfRecord', ...write, Action: 'logs:CreateLogStream' },
    {
      Sid: 'AllowRecord',
      ...write,
      Action: 'logs:PutLogEvents',
      Condition: { ArnEquals: { 'aws:SourceArn': naming.eventRuleArn(naming.shared.incidentRule) } },
    },
  ];
}
