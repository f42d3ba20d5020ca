import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { arrivalsQueuePolicy, deadLetterQueuePolicy } from '../../policies/pipeline/arrivals-queue-policy';
import { policyDocument, type Statement } from '../../policies/statement';
import type { OrganizationContext } from '../organization/organization-principal';
import { retain } from '../retain';

const MINUTES = 60;
const DAYS = 24 * 60 * MINUTES;

/** The longest that SQS keeps messages: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const RETENTION_SECONDS = 14 * DAYS;
/** How long a pipeline has for a message before another one gets it. A pipeline that needs longer extends it. */
const VISIBILITY_SECONDS = 15 * MINUTES;
/** After so many times that nobody deleted it, a message is a dead letter. */
const MAX_RECEIVES = 5;
/** Receiving waits for messages, so that an empty queue is not asked all the time. */
const LONG_POLLING_SECONDS = 20;

/**
 * What arrives in an organization's raw folder, as events in its own queue. Both queues are under its key and outlive
 * the stack. The rule stays on while the organization is suspended, so that no event is lost.
 */
export class Arrivals extends Construct {
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;

  constructor(scope: Construct, id: string, context: OrganizationContext) {
    super(scope, id);
    const { naming, slug, keyArn } = context;
    const names = naming.organization(slug);
    const queueArn = naming.queueArn(names.arrivalsQueue);
    const deadLetterQueueArn = naming.queueArn(names.arrivalsDeadLetterQueue);

    const deadLetters = new CfnQueue(this, 'DeadLetterQueue', {
      queueName: names.arrivalsDeadLetterQueue,
      kmsMasterKeyId: keyArn,
      messageRetentionPeriod: RETENTION_SECONDS,
      visibilityTimeout: VISIBILITY_SECONDS,
      receiveMessageWaitTimeSeconds: LONG_POLLING_SECONDS,
      redriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [queueArn] },
    });
    const queue = new CfnQueue(this, 'Queue', {
      queueName: names.arrivalsQueue,
      kmsMasterKeyId: keyArn,
      messageRetentionPeriod: RETENTION_SECONDS,
      visibilityTimeout: VISIBILITY_SECONDS,
      receiveMessageWaitTimeSeconds: LONG_POLLING_SECONDS,
      redrivePolicy: { deadLetterTargetArn: deadLetters.attrArn, maxReceiveCount: MAX_RECEIVES },
    });
    this.queueUrl = queue.ref;
    this.deadLetterQueueUrl = deadLetters.ref;
    retain(queue, deadLetters);
    this.addPolicy(
      'DeadLetterQueuePolicy',
      deadLetters,
      deadLetterQueuePolicy({ slug, queueArn: deadLetterQueueArn }),
    );
    const policy = this.addPolicy('QueuePolicy', queue, arrivalsQueuePolicy(naming, { slug, queueArn }));

    const rule = new CfnRule(this, 'Rule', {
      name: names.arrivalsRule,
      description: `Objects that arrive in the raw folder of organization ${slug}`,
      state: 'ENABLED',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [naming.shared.rawBucket] },
          object: { key: [{ prefix: naming.dataPrefix(slug) }] },
        },
      },
      targets: [{ id: 'Queue', arn: queue.attrArn }],
    });
    rule.addResourceDependency(policy);
  }

  /** Kept with its queue, which would otherwise lose its second lock. */
  private addPolicy(id: string, queue: CfnQueue, statements: readonly Statement[]): CfnQueuePolicy {
    const policy = new CfnQueuePolicy(this, id, {
      queues: [queue.ref],
      policyDocument: policyDocument(statements),
    });
    retain(policy);
    return policy;
  }
}
