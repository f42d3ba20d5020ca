import { type Fact, type Facts, known } from '../../packages/isolation-proof/src/policies/facts';
import { readModel, type Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import {
  EVERYTHING,
  literalPattern,
  type Pattern,
  wildcardPattern,
} from '../../packages/isolation-proof/src/patterns/pattern';
import type { StackTemplate } from '../../packages/isolation-proof/src/templates/template';
import { deploymentPrincipals } from '../../lib/isolation/deployment-role';
import { SPECIFICATION } from '../../lib/isolation/specification';
import { comparePolicies, type Difference, type Scope } from './compare-policies';

const RULES = { tags: SPECIFICATION.tenants };

/** From the least to what matters most. */
const ORDER: readonly Difference[] = ['same', 'tighter', 'unclear', 'looser'];

/**
 * Whether a change lets anybody do more. Every policy is compared by itself, as the two locks demand: one that
 * says more is looser even where another one holds. Changes that are not to policies are unclear, unless they
 * are to tags that no policy compares.
 * @param before as they ship
 * @param after the same with a change; has to be readable
 */
export function compareModels(before: readonly StackTemplate[], after: readonly StackTemplate[]): Difference {
  const [old, fresh] = [readModel(before, RULES), readModel(after, RULES)];
  const compared = comparedKeys(old, fresh);
  const differences: Difference[] = [besidePolicies(before, after)];
  const seeds = [...old.ownership.tenants];
  const freshOf = new Map(principalsOf(fresh).map((principal) => [principal.arn, principal]));
  for (const principal of principalsOf(old)) {
    const other = freshOf.get(principal.arn);
    freshOf.delete(principal.arn);
    differences.push(other === undefined ? 'tighter' : comparePrincipals(principal, other, compared, seeds));
  }
  if (freshOf.size > 0) differences.push('unclear');
  const guards = new Map(fresh.guarded.map((guarded) => [guarded.arn, guarded]));
  for (const { arn, contents, policy, facts, owner } of old.guarded) {
    const other = guards.get(arn);
    if (other === undefined || other.owner !== owner || !sameFacts(facts, other.facts, compared)) {
      differences.push('unclear');
      continue;
    }
    const resources = [literalPattern(arn), ...contents.map((text) => wildcardPattern(text))];
    const [, , service = ''] = arn.split(':');
    const actions = `${service}:*`;
    const scope = { actions, resources, facts: new Map<string, Fact>(), seeds };
    // Without a policy, services other than KMS leave everything to identities.
    differences.push(comparePolicies(policy, other.policy, scope));
  }
  return worst(differences);
}

/** Those of the templates, and the role that works under policies of theirs and is made elsewhere. */
function principalsOf(model: Model): Principal[] {
  return [...model.principals, ...deploymentPrincipals(model)];
}

function comparePrincipals(
  old: Principal,
  fresh: Principal,
  compared: ReadonlySet<string>,
  seeds: readonly string[],
): Difference {
  if (old.owner !== fresh.owner || !sameFacts(old.facts, fresh.facts, compared)) return 'unclear';
  const scope = scopeOf([EVERYTHING], '*', old.facts, seeds);
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(old.arn)?.[1];
  const facts = user === undefined ? old.facts : new Map([...old.facts, ['aws:username', known(user)]]);
  return worst([
    comparePolicies(old.identity, fresh.identity, { ...scope, facts }),
    compareBoundaries(old, fresh, { ...scope, facts }),
    comparePolicies(old.trust, fresh.trust, scopeOf([literalPattern(old.arn)], 'sts:*', new Map(), seeds)),
  ]);
}

function compareBoundaries(
  { boundary: old }: Principal,
  { boundary: fresh }: Principal,
  scope: Scope,
): Difference {
  if (old === undefined && fresh === undefined) return 'same';
  if (fresh === undefined) return 'looser';
  return old === undefined ? 'tighter' : comparePolicies(old, fresh, scope);
}

function scopeOf(
  resources: readonly Pattern[],
  actions: string,
  facts: Facts,
  seeds: readonly string[],
): Scope {
  return { resources, actions, facts, seeds };
}

/** Keys that a condition or a variable is about; facts under any other key decide nothing. */
function comparedKeys(...models: readonly Model[]): ReadonlySet<string> {
  const text = JSON.stringify(
    models.flatMap((model) => [
      ...principalsOf(model).map(({ identity, boundary, trust }) => [identity, boundary, trust].map(plain)),
      ...model.guarded.map(({ policy }) => plain(policy)),
    ]),
  ).toLowerCase();
  const facts = models.flatMap((model) =>
    [...principalsOf(model), ...model.guarded].flatMap((one) => [...one.facts.keys()]),
  );
  return new Set(facts.filter((key) => text.includes(key)));
}

/** Statements without their source, which is not part of what they say. */
function plain(statements: Principal['boundary']): unknown {
  return (statements ?? []).map(({ resources, conditions }) => ({ resources, conditions }));
}

function sameFacts(old: Facts, fresh: Facts, compared: ReadonlySet<string>): boolean {
  return [...compared].every((key) => JSON.stringify(old.get(key)) === JSON.stringify(fresh.get(key)));
}

/** What the model takes out of resources that carry policies; all else is unclear if it changes. */
const IN_THE_MODEL = new Set([
  'Tags',
  'PolicyDocument',
  'KeyPolicy',
  'AssumeRolePolicyDocument',
  'Policies',
  'ManagedPolicyArns',
  'PermissionsBoundary',
  'Roles',
  'Users',
]);

function besidePolicies(before: readonly StackTemplate[], after: readonly StackTemplate[]): Difference {
  const same = before.every((stack, index) => {
    const other = after[index];
    if (other === stack) return true;
    return other !== undefined && restOf(stack) === restOf(other);
  });
  return same ? 'same' : 'unclear';
}

function restOf({ resources }: StackTemplate): string {
  return JSON.stringify(
    [...resources.values()].map(({ logicalId, type, properties }) => [
      logicalId,
      type,
      Object.entries(properties).filter(([name]) => !IN_THE_MODEL.has(name)),
    ]),
  );
}

function worst(differences: readonly Difference[]): Difference {
  return differences.reduce(
    (most, next) => (ORDER.indexOf(next) > ORDER.indexOf(most) ? next : most),
    'same',
  );
}
