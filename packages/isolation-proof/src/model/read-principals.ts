import { readStatements } from '../policies/statement';
import type { TemplateResource } from '../templates/template';
import type { Holder } from './aws-managed-policies';
import type { Groups } from './groups';
import type { IdentityPolicies } from './identity-policies';
import type { Ownership } from './ownership';
import type { Principal } from './principal';
import { principalFacts } from './principal-facts';
import { referenceTo, requiredText } from './required-text';
import { tagsOf } from './tags';

export function readRole(
  role: TemplateResource,
  policies: IdentityPolicies,
  ownership: Ownership,
): Principal {
  const holder = holderOf(role, ownership);
  return {
    ...whoIs(role, holder, ownership),
    kind: 'role',
    identity: policies.of('role', role, holder),
    boundary: policies.boundaryOf(role, holder),
    trust: readStatements(role.properties['AssumeRolePolicyDocument'], role),
  };
}

export function readUser(
  user: TemplateResource,
  policies: IdentityPolicies,
  groups: Groups,
  ownership: Ownership,
): Principal {
  const holder = holderOf(user, ownership);
  return {
    ...whoIs(user, holder, ownership),
    kind: 'user',
    identity: [...policies.of('user', user, holder), ...groups.policiesOf(referenceTo(user), holder)],
    boundary: policies.boundaryOf(user, holder),
    trust: [],
  };
}

function holderOf(resource: TemplateResource, ownership: Ownership): Holder {
  return {
    arn: requiredText({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, resource),
    owner: ownership.of(resource),
    stack: resource.stack,
  };
}

function whoIs(
  source: TemplateResource,
  { arn, owner }: Holder,
  ownership: Ownership,
): Pick<Principal, 'arn' | 'owner' | 'facts' | 'source'> {
  return { arn, owner, facts: principalFacts(source, arn, tagsOf(source), ownership.tags), source };
}
