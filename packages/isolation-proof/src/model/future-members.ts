import { arnOf } from '../templates/arn';
import type { TemplateResource } from '../templates/template';
import type { IdentityPolicies } from './identity-policies';
import type { MadePrincipals } from './made-principals';
import type { Ownership } from './ownership';
import type { Principal } from './principal';
import { principalFacts } from './principal-facts';
import { referenceTo } from './required-text';

const NO_TAGS: ReadonlyMap<string, string> = new Map();

/**
 * Whoever will be put into a group that no template puts anybody into: a user of the tenant whose stack it stands
 * in, or somebody of the platform. That nobody puts a tenant's user into the platform's groups outside the templates
 * is an assumption of the proof.
 */
export function futureMemberOf(
  group: TemplateResource,
  policies: IdentityPolicies,
  made: MadePrincipals,
  ownership: Ownership,
): Principal {
  const arn = arnOf(group, 'iam', `user/any-member-of-${referenceTo(group)}`);
  const owner = ownership.of(group);
  const tags = owner === undefined ? NO_TAGS : made.tagsBeside(group, owner);
  return {
    arn,
    kind: 'user',
    owner,
    identity: policies.of('group', group, { arn, owner, stack: group.stack }),
    boundary: undefined,
    facts: principalFacts(group, arn, tags, ownership.tags),
    trust: [],
    source: group,
  };
}
