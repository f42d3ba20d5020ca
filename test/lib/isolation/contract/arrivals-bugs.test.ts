import { isObject, type Json } from '../../../../packages/isolation-proof/src/templates/json';
import { ACME, ACME_EU, failedRows, inResource, inStatement, type Edit } from './platform';

/** ARN of a queue of an organization in the templates. */
const queue = (name: string): string => `arn:aws:sqs:eu-central-1:111122223333:ts-test-acme-${name}`;

function redirected(name: string): Edit {
  return inResource(ACME, 'AWS::Events::Rule', (properties) => {
    const [target] = properties['Targets'] as readonly Json[];
    properties['Targets'] = [{ ...(isObject(target) ? target : {}), Arn: queue(name) }];
  });
}

const deadLettersInArrivals = inResource(ACME, 'AWS::SQS::Queue', (properties) => {
  const { RedrivePolicy: redrive } = properties;
  if (isObject(redrive)) {
    properties['RedrivePolicy'] = { ...redrive, deadLetterTargetArn: queue('arrivals') };
  }
});

const longerNamesSpared = inStatement(ACME_EU, 'DenyOtherOrganizations', (statement) => ({
  ...statement,
  Condition: {
    Null: { 'aws:PrincipalTag/orgSlug': 'false' },
    StringNotLike: { 'aws:PrincipalTag/orgSlug': 'acme-eu*' },
  },
}));

const sendingAllowed = inStatement(ACME, 'DenyMessagesWithoutOrganization', (statement) => ({
  ...statement,
  Action: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'],
}));

test.each<[string, string, Edit, string[]]>([
  [
    'events that are sent among the dead letters',
    'acme',
    redirected('arrivals-dead-letters'),
    ['deliver-arrivals'],
  ],
  [
    'a queue that is its own queue of dead letters',
    'acme',
    deadLettersInArrivals,
    ['deliver-to-dead-letters'],
  ],
  [
    'queues that spare principals of organizations with longer names',
    'acme-eu',
    longerNamesSpared,
    ['administer-queues-with-longer-tag'],
  ],
  [
    'queues that administrators send to',
    'acme',
    sendingAllowed,
    ['send-as-administrator', 'send-dead-letters-as-administrator'],
  ],
])('%s', (_bug, slug, edit, rows) => {
  expect(failedRows(edit, slug)).toEqual(expect.arrayContaining(rows));
});
