import type { Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import { principalOwnerKey } from '../../packages/isolation-proof/src/model/tenant-tags';
import { known } from '../../packages/isolation-proof/src/policies/facts';
import { resolveText } from '../../packages/isolation-proof/src/resources/resolve';
import type { Exposure } from '../../packages/isolation-proof/src/tenancy/tenancy';

/**
 * Whether a role is break-glass: of no organization, and called so. Names of roles say what they are for; nothing else
 * in the templates does.
 */
export function isBreakGlass({ kind, owner, arn }: Principal): boolean {
  return kind === 'role' && owner === undefined && arn.endsWith('-break-glass');
}

/** Break-glass in a session that is tagged with an organization. */
export function sessionFor(role: Principal, slug: string, { ownership }: Model): Principal {
  const tag = principalOwnerKey(ownership.tags);
  return { ...role, owner: slug, facts: new Map([...role.facts, [tag, known(slug)]]) };
}

/**
 * Where alarms of break-glass go to: EventBridge does not say for which account it publishes to a topic or creates a log
 * stream, and it supports no condition there. Another account's rule would have to name this account's topic, and could
 * send no more than an alarm that is none.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function exposuresOfIncidents({ stacks }: Model): Exposure[] {
  const because =
    'EventBridge supports no condition there, and whoever else came in could raise an alarm that is none';
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  return resources.flatMap(({ type, properties, path, stack }): Exposure[] => {
    const name = resolveText(properties['TopicName'] ?? properties['PolicyName'] ?? '', stack);
    if (type === 'AWS::SNS::Topic' && name?.endsWith('-incidents') === true) {
      return [{ construct: path, to: EVENTS, actions: ['sns:publish'], because }];
    }
    if (type !== 'AWS::Logs::ResourcePolicy' || name?.endsWith('--break-glass') !== true) return [];
    return [EVENTS, LOG_DELIVERY].map((to) => ({
      construct: path,
      to,
      actions: ['logs:createlogstream'],
      because,
    }));
  });
}

const EVENTS = 'events.amazonaws.com';
const LOG_DELIVERY = 'delivery.logs.amazonaws.com';
