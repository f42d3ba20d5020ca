import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged } from './judged';

type Owner = 'acme' | 'acme-eu' | 'platform';

const topic = (owner: Owner): string => `arn:aws:sns:eu-central-1:${ACCOUNT}:${owner}-topic`;
const ownTags = (owner: Owner): JsonObject => (owner === 'platform' ? {} : { Tags: tagsOf(owner) });

/** What is said where a resource of acme, or of somebody else, lets in SNS on behalf of what a condition names. */
function saidOn(condition: JsonObject, owner: Owner = 'acme', lets: typeof queue = queue): string[] {
  const stacks = (['acme', 'acme-eu', 'platform'] as const).map((name) => {
    const resources: Resources = {
      ...(name === 'platform' ? {} : { Role: roleOf(name) }),
      Topic: ['AWS::SNS::Topic', { TopicName: `${name}-topic`, ...ownTags(name) }],
    };
    return stackOf(name === owner ? { ...resources, ...lets(owner, condition) } : resources, name);
  });
  const { violations } = judged(nothingPublic({ exempt: EXEMPT }), stacks, undefined, { owner: TAGS.owner });
  return advised({ violations });
}

/** Whom the roles of these tenants trust. */
const EXEMPT = { service: 'credentials.iot.amazonaws.com', name: 'IoT', assumed: 'It', closedBy: 'nothing' };

function queue(owner: Owner, Condition: JsonObject, Effect = 'Allow'): Resources {
  const PolicyDocument = policyOf({
    Effect,
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: '*',
    Condition,
  });
  return {
    Queue: ['AWS::SQS::Queue', { QueueName: 'queue', ...ownTags(owner) }],
    Policy: ['AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Queue' }], PolicyDocument }],
  };
}

const named = (SourceArn: Json, operator = 'ArnEquals'): JsonObject => ({
  [operator]: { 'aws:SourceArn': SourceArn },
});
const said = (policy: string, to: Owner, source: Owner): string[] => [
  `${policy} lets in a service to what is ${to}'s on behalf of ${source}/Topic of ${source} [statement 1] Name a resource of the same owner in aws:SourceArn.`,
];

test.each<[string, JsonObject]>([
  ['what is its own', named(topic('acme'))],
  ["what is the platform's", named(topic('platform'))],
  ['what no template makes', named(`arn:aws:sns:eu-central-1:${ACCOUNT}:any`)],
  ["what is not a neighbour's", { ...named(topic('acme')), ...named(topic('acme-eu'), 'ArnNotEquals') }],
])("what is a tenant's lets in a service on behalf of %s", (_what, condition) => {
  expect(saidOn(condition)).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['ArnEquals', named(topic('acme-eu'))],
  ['StringLike', named(topic('acme-eu'), 'StringLike')],
  ['one of several', named([topic('acme'), topic('acme-eu')])],
  ['the account beside', { ...named(topic('acme-eu')), StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
])("and not on behalf of what is a neighbour's: %s", (_how, condition) => {
  expect(saidOn(condition)).toEqual(said('acme/Policy (statement 1)', 'acme', 'acme-eu'));
  expect(saidOn(named(topic('acme')), 'acme-eu')).toEqual(
    said('acme-eu/Policy (statement 1)', 'acme-eu', 'acme'),
  );
});

test("a role of a tenant is not assumed on behalf of what is a neighbour's", () => {
  const role: typeof queue = (owner, Condition) => ({
    Trusting: [
      'AWS::IAM::Role',
      {
        RoleName: 'trusting',
        AssumeRolePolicyDocument: policyOf({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition,
        }),
        Tags: tagsOf(owner),
      },
    ],
  });
  expect(saidOn(named(topic('acme')), 'acme', role)).toEqual([]);
  expect(saidOn(named(topic('acme-eu')), 'acme', role)).toEqual(
    said('acme/Trusting (statement 1)', 'acme', 'acme-eu'),
  );
});

test("what is the platform's lets in services for all, and who is denied is let in for nobody", () => {
  expect(saidOn(named(topic('acme')), 'platform')).toEqual([]);
  const denied: typeof queue = (owner, condition) => queue(owner, condition, 'Deny');
  expect(saidOn(named(topic('acme-eu')), 'acme', denied)).toEqual([]);
});
