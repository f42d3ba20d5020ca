import type { Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import { principalOwnerKey } from '../../packages/isolation-proof/src/model/tenant-tags';
import { known } from '../../packages/isolation-proof/src/policies/facts';

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
