import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { CALLER_HAS_NO_ORGANIZATION, CALLER_HAS_ORGANIZATION, CALLER_ORG_SLUG } from '../caller-conditions';
import { DENY_EVERYBODY, type Statement } from '../statement';

const EVENTS = 'events.amazonaws.com';

/** Everything about messages. Platform principals administer queues, and touch no message. */
const MESSAGE_ACTIONS = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
] as const;

export interface ArrivalsQueuePolicyInputs {
  readonly slug: OrgSlug;
  readonly queueArn: string;
}

/**
 * Policy of an organization's queue of arrivals: its own rule sends, and the organization's own principals receive,
 * as far as their policies say so.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
 */
export function arrivalsQueuePolicy(naming: Naming, inputs: ArrivalsQueuePolicyInputs): Statement[] {
  const { slug, queueArn } = inputs;
  return [
    {
      Sid: 'AllowArrivals',
      Effect: 'Allow',
      Principal: { Service: EVENTS },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: {
        ArnEquals: { 'aws:SourceArn': naming.eventRuleArn(naming.organization(slug).arrivalsRule) },
        StringEquals: { 'aws:SourceAccount': naming.environment.account },
      },
    },
    ...denials(inputs, { StringNotEquals: { 'aws:PrincipalServiceName': EVENTS } }),
  ];
}

/** Policy of the queue of dead letters, which SQS moves there by itself: nobody sends. */
export function deadLetterQueuePolicy(inputs: ArrivalsQueuePolicyInputs): Statement[] {
  return denials(inputs, {});
}

/** The second lock: whatever is granted elsewhere. */
function denials(
  { slug, queueArn }: ArrivalsQueuePolicyInputs,
  spared: NonNullable<Statement['Condition']>,
): Statement[] {
  return [
    {
      Sid: 'DenyPlainHttp',
      ...DENY_EVERYBODY,
      Action: 'sqs:*',
      Resource: queueArn,
      wildcardReason: 'Holds for everybody, AWS services included, and for whatever SQS will ever offer.',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Sid: 'DenyOtherOrganizations',
      ...DENY_EVERYBODY,
      Action: 'sqs:*',
      Resource: queueArn,
      wildcardReason: 'Callers are compared by tag, not by name.',
      Condition: { ...CALLER_HAS_ORGANIZATION, StringNotEquals: { [CALLER_ORG_SLUG]: slug } },
    },
    {
      Sid: 'DenyMessagesWithoutOrganization',
      ...DENY_EVERYBODY,
      Action: MESSAGE_ACTIONS,
      Resource: queueArn,
      wildcardReason: 'Platform principals have no organization either, and of messages nothing is theirs.',
      Condition: { ...CALLER_HAS_NO_ORGANIZATION, ...spared },
    },
  ];
}
