import { callerFacts } from './caller-facts';
import { type Fact, known } from '../policies/facts';
import { readStatements } from '../policies/statement';
import { arnOf } from '../templates/arn';
import type { Model } from './model';
import type { Principal } from './principal';
import { partsOf, type TenantParts } from './tenant-parts';

/**
 * The model with a user for every policy of a tenant that is attached to nobody: whoever will be given
 * it. No template says who that is, and what they may do is proved all the same.
 */
export function withFutureUsers(model: Model): Model {
  const users = model.ownership.tenants.flatMap((owner) => usersToBe(partsOf(model, owner), owner));
  return users.length === 0 ? model : { ...model, principals: [...model.principals, ...users] };
}

/** One user for each policy, with the tags that users of the tenant get: those of its roles. */
function usersToBe({ resources, principals }: TenantParts, owner: string): Principal[] {
  const attached = new Set(
    principals
      .flatMap(({ identity, boundary }) => [...identity, ...(boundary ?? [])])
      .map(({ source }) => source),
  );
  const role = principals.find(({ kind }) => kind === 'role');
  const tags = [...(role?.facts ?? [])].filter(([key]) => key.startsWith('aws:principaltag/'));
  return resources
    .filter((resource) => resource.type === 'AWS::IAM::ManagedPolicy' && !attached.has(resource))
    .map((policy): Principal => {
      const arn = arnOf(policy, 'iam', 'user/any-user');
      const facts = new Map<string, Fact>([
        ...tags,
        ['aws:principalarn', known(arn)],
        ...callerFacts(policy.stack.account),
      ]);
      const identity = readStatements(policy.properties['PolicyDocument'], policy);
      return { arn, kind: 'user', owner, identity, boundary: undefined, facts, trust: [], source: policy };
    });
}
