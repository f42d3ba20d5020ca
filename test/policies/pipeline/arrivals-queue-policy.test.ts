import { arrivalsQueuePolicy, deadLetterQueuePolicy } from '../../../policies/pipeline/arrivals-queue-policy';
import { policyDocument } from '../../../policies/statement';
import { ACME_EU, NAMING } from '../../fixtures/environment';

const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:ts-test-acme-eu-arrivals';
const INPUTS = { slug: ACME_EU.slug, queueArn: QUEUE };
const MESSAGES = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];
const DENY = { Effect: 'Deny', Principal: '*', Resource: QUEUE };
const NO_ORGANIZATION = { Null: { 'aws:PrincipalTag/orgSlug': 'true' } };
const DENY_HTTP = {
  ...DENY,
  Sid: 'DenyPlainHttp',
  Action: 'sqs:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const DENY_OTHERS = {
  ...DENY,
  Sid: 'DenyOtherOrganizations',
  Action: 'sqs:*',
  Condition: {
    Null: { 'aws:PrincipalTag/orgSlug': 'false' },
    StringNotEquals: { 'aws:PrincipalTag/orgSlug': 'acme-eu' },
  },
};

test('the queue of arrivals takes events of its rule, and gives messages to its organization', () => {
  expect(policyDocument(arrivalsQueuePolicy(NAMING, INPUTS)).Statement).toEqual([
    {
      Sid: 'AllowArrivals',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: QUEUE,
      Condition: {
        ArnEquals: {
          'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/ts-test-acme-eu-arrivals',
        },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
    },
    DENY_HTTP,
    DENY_OTHERS,
    {
      ...DENY,
      Sid: 'DenyMessagesWithoutOrganization',
      Action: MESSAGES,
      Condition: {
        ...NO_ORGANIZATION,
        StringNotEquals: { 'aws:PrincipalServiceName': 'events.amazonaws.com' },
      },
    },
  ]);
});

test('the queue of dead letters takes messages from nobody', () => {
  expect(policyDocument(deadLetterQueuePolicy(INPUTS)).Statement).toEqual([
    DENY_HTTP,
    DENY_OTHERS,
    { ...DENY, Sid: 'DenyMessagesWithoutOrganization', Action: MESSAGES, Condition: NO_ORGANIZATION },
  ]);
});
