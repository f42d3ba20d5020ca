import { withStackSettings } from '../../../../packages/isolation-proof/src/assembly/stack-settings';
import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const topic = (name: string, account = ACCOUNT): string => `arn:aws:sns:eu-central-1:${account}:${name}`;
const PLATFORM = stackOf({ Topic: ['AWS::SNS::Topic', { TopicName: 'changes' }] }, 'platform');

/** What is said against two organizations with a topic each, if the events of these stacks go to these topics. */
function violationsOf(notified: Readonly<Record<string, readonly Json[]>>): string[] {
  const topicOf = (slug: string): Parameters<typeof stackOf>[0] => ({
    Topic: ['AWS::SNS::Topic', { TopicName: slug, Tags: tagsOf(slug) }],
  });
  const stacks = [...twoOrganizations(topicOf('acme'), topicOf('acme-eu')), PLATFORM].map((stack) =>
    withStackSettings(stack, { tags: {}, notificationArns: notified[stack.name] ?? [] }),
  );
  const specification = { ...SPECIFICATION, tenants: { owner: TAGS.owner }, claims: [flows] };
  return prove(stacks, specification).claims.flatMap(({ violations }) => violations.map(({ what }) => what));
}

test.each<[string, Record<string, Json[]>]>([
  ['an organization to its own topic', { acme: [topic('acme')], 'acme-eu': [topic('acme-eu')] }],
  ['the platform to its own topic', { platform: [topic('changes')] }],
])('the events of stacks may go from %s', (_which, notified) => {
  expect(violationsOf(notified)).toEqual([]);
});

const EVENTS = 'events of the stack, with names and properties of its resources, go to';

test.each<[string, Record<string, Json[]>, string]>([
  [
    'an organization to a neighbour',
    { acme: [topic('acme-eu')] },
    `acme of acme: ${EVENTS} acme-eu/Topic of acme-eu`,
  ],
  [
    'the platform to an organization',
    { platform: [topic('acme')] },
    `platform of the platform: ${EVENTS} acme/Topic of acme`,
  ],
  [
    'an organization to another account',
    { acme: [topic('acme'), topic('acme', '444455556666')] },
    `acme of acme: ${EVENTS} ${topic('acme', '444455556666')}, which no template makes`,
  ],
  [
    'the platform to nobody knows where',
    { platform: [{ Ref: 'Parameter' }] },
    `platform of the platform: ${EVENTS} a place that is unknown before deployment`,
  ],
])('the events of stacks may not go from %s', (_which, notified, what) => {
  expect(violationsOf(notified)).toContainEqual(expect.stringContaining(what));
});
