import type {
  AccessComparison,
  AccessDifference,
} from '../../../../packages/isolation-proof/src/difference/access-difference';
import { compareAccess } from '../../../../packages/isolation-proof/src/difference/compare-access';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, roleOf } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { stackOf } from '../fixtures/stack-of';

type Resources = Parameters<typeof stackOf>[0];

/** What a version of the app has: acme's role with these statements, and other resources. */
export interface Version {
  readonly statements?: readonly JsonObject[];
  /** Properties of acme's role besides its inline policy. */
  readonly role?: JsonObject;
  /** Resources of acme's stack. */
  readonly acme?: Resources;
  /** Resources that belong to nobody. */
  readonly shared?: Resources;
}

export const NOTHING_MUCH: JsonObject = {
  Effect: 'Allow',
  Action: 'sns:Publish',
  Resource: 'arn:aws:sns:::x',
};

/** Two organizations and shared resources; acme-eu's part never changes. */
function stacksOf({
  statements = [NOTHING_MUCH],
  role = {},
  acme = {},
  shared = {},
}: Version): StackTemplate[] {
  return [
    stackOf({ ...SHARED, ...shared }, 'shared'),
    stackOf({ Role: roleOf('acme', { ...inlinePolicy(...statements), ...role }), ...acme }, 'acme'),
    stackOf({ Role: roleOf('acme-eu', inlinePolicy(NOTHING_MUCH)) }, 'acme-eu'),
  ];
}

const SHARED: Resources = { Topic: ['AWS::SNS::Topic', { TopicName: 'shared' }] };

/** The comparison of two versions. */
export function compared(base: Version, head: Version): AccessComparison {
  return compareAccess(stacksOf(base), stacksOf(head), SPECIFICATION);
}

/** Differences in one line each: change, lens if it is one lock, actions, resources, context of the example. */
export function lines({ differences, undecided }: AccessComparison): string[] {
  expect(undecided).toEqual([]);
  return differences.map(lineOf);
}

function lineOf({ change, lens, principal, actions, resources, example }: AccessDifference): string {
  const who = principal.name.replace(/^.*[:/]/, '');
  const by = lens === 'all policies' ? '' : ` by ${lens}`;
  const context = Object.keys(example.context).length === 0 ? '' : ` ${JSON.stringify(example.context)}`;
  return `${who} ${change}${by}: ${actions.join()} on ${resources.join()}${context}`;
}

/** A statement that allows, or what else is said. */
export function allow(Action: Json, Resource: Json, more: JsonObject = {}): JsonObject {
  return { Effect: 'Allow', Action, Resource, ...more };
}
