import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnLogGroup, CfnResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import {
  incidentKeyPolicy,
  incidentQueuePolicy,
  incidentRecordPolicy,
  incidentTopicPolicy,
} from '../../policies/operators/incident-policies';
import { policyDocument } from '../../policies/statement';
import { acknowledge, acknowledgeInEachPack } from '../acknowledge';
import { CustomerManagedKey } from '../customer-managed-key';
import { retain } from '../retain';
import { ALARM_TEXT, ALARM_VALUES } from './incident-alarm';

/** The longest that SQS keeps messages: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const RETENTION_SECONDS = 14 * 24 * 60 * 60;

export interface IncidentsProps {
  readonly naming: Naming;
  /** E-mail addresses of whom the alarm goes to. */
  readonly notify: readonly string[];
}

/**
 * Whoever takes on break-glass, or tries to, raises an alarm at once and leaves a record that is kept for ever: a rule on the
 * trail's events of AWS STS, with a topic for people and a log group that is a record; no operator's role reads it, an administrator does. What cannot be delivered waits in a
 * queue.
 */
export class Incidents extends Construct {
  constructor(scope: Construct, id: string, { naming, notify }: IncidentsProps) {
    super(scope, id);
    const names = naming.shared;
    const { keyArn } = new CustomerManagedKey(this, 'Key', {
      description: 'Alarms and records of incidents',
      aliasName: names.incidentKeyAlias,
      keyPolicy: incidentKeyPolicy(naming),
    });

    const topic = new CfnTopic(this, 'Topic', {
      topicName: names.incidentTopic,
      displayName: 'Break-glass',
      kmsMasterKeyId: keyArn,
    });
    const topicPolicy = new CfnTopicPolicy(this, 'TopicPolicy', {
      topics: [topic.ref],
      policyDocument: policyDocument(incidentTopicPolicy(naming)),
    });
    notify.forEach((endpoint, index) => {
      new CfnSubscription(this, `Subscription${index + 1}`, {
        topicArn: topic.ref,
        protocol: 'email',
        endpoint,
      });
    });

    // Without a retention, for ever: a session of break-glass is rare, and its record small.
    const record = new CfnLogGroup(this, 'Record', {
      logGroupName: names.incidentLogGroup,
      kmsKeyId: keyArn,
    });
    const recordPolicy = new CfnResourcePolicy(this, 'RecordPolicy', {
      policyName: names.incidentRule,
      policyDocument: JSON.stringify(policyDocument(incidentRecordPolicy(naming))),
    });
    const undelivered = new CfnQueue(this, 'Undelivered', {
      queueName: names.incidentQueue,
      kmsMasterKeyId: keyArn,
      messageRetentionPeriod: RETENTION_SECONDS,
    });
    const queuePolicy = new CfnQueuePolicy(this, 'UndeliveredPolicy', {
      queues: [undelivered.ref],
      policyDocument: policyDocument(incidentQueuePolicy(naming)),
    });
    retain(record, undelivered, queuePolicy);

    const deadLetterConfig = { arn: undelivered.attrArn };
    const rule = new CfnRule(this, 'Rule', {
      name: names.incidentRule,
      description: 'Whoever takes on break-glass, or tries to',
      // Some calls to AWS STS count as reading, whose events a rule gets in this state only:
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      eventPattern: {
        source: ['aws.sts'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['sts.amazonaws.com'],
          eventName: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
          requestParameters: { roleArn: [naming.roleArn(names.breakGlassRole)] },
        },
      },
      targets: [
        {
          id: 'Alarm',
          arn: topic.ref,
          deadLetterConfig,
          inputTransformer: { inputPathsMap: ALARM_VALUES, inputTemplate: ALARM_TEXT },
        },
        { id: 'Record', arn: naming.logGroupArn(names.incidentLogGroup), deadLetterConfig },
      ],
    });
    for (const before of [topicPolicy, recordPolicy, queuePolicy, record]) rule.addResourceDependency(before);

    acknowledgeInEachPack(
      record,
      'CloudWatchLogGroupRetentionPeriod',
      'Records of incidents are kept for ever: a retention could only shorten that.',
    );
    acknowledge(undelivered, {
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the queue of what could not be delivered; a person reads it.',
    });
  }
}
