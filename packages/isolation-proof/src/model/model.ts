import { UndecidedError, type Unknown } from '../templates/errors';
import { type IdentityOptions, readIdentities } from './identities';
import { readGuardedResources } from './guarded-resources';
import { refuseWildcardsInNames } from '../assembly/names-without-wildcards';
import type { GuardedResource } from './guarded-resource';
import { Ownership } from './ownership';
import type { Principal } from './principal';
import type { TenantTags } from './tenant-tags';
import { type Declarations, refuseUnknownTypes } from './understood-types';
import type { Statement } from '../policies/statement';
import type { StackTemplate } from '../templates/template';

/** What the templates of an assembly say about who may do what, all stacks together. */
export interface Model {
  readonly stacks: readonly StackTemplate[];
  readonly principals: readonly Principal[];
  readonly guarded: readonly GuardedResource[];
  readonly ownership: Ownership;
}

/** What has to be known beforehand to read a model. */
export interface ModelRules extends IdentityOptions {
  /** The tags that tell tenants apart. */
  readonly tags: TenantTags;
  /**
   * Resource types that are not known here, and grant nothing.
   * @default - none
   */
  readonly declare?: Declarations;
  /**
   * What is made of stacks of several accounts. With `as one`, policies are evaluated as if all were in one account:
   * either side may allow. That allows more than AWS does, where both have to, so that what is refuted is refuted. Requests
   * are made in the account that most stacks are in.
   * @default 'undecided'
   */
  readonly accounts?: 'as one' | 'undecided';
}

/**
 * Reads the model out of the templates.
 * @throws UndecidedError with every place that is not understood
 */
export function readModel(
  given: readonly StackTemplate[],
  { tags, declare = {}, accounts: several = 'undecided', ...options }: ModelRules,
): Model {
  const unknowns: Unknown[] = [];
  const accounts = new Set(given.map(({ account }) => account));
  const stacks = several === 'as one' ? mostCommonAccountFirst(given) : given;
  if (accounts.size > 1 && several === 'undecided') {
    // Policies are evaluated as within one account: across accounts, both sides have to allow.
    unknowns.push({
      place: [...accounts].join(', '),
      reason:
        "stacks of several accounts are judged together only if the specification says so: accounts: 'as one'; " +
        'or judge the stages of each account by themselves: --app cdk.out/assembly-<stage>',
    });
  }
  refuseWildcardsInNames(stacks, unknowns);
  refuseUnknownTypes(stacks, declare, unknowns);
  const ownership = new Ownership(stacks, tags, unknowns);
  const principals = readIdentities(stacks, ownership, unknowns, options);
  const guarded = readGuardedResources(stacks, ownership, unknowns);
  if (unknowns.length > 0) throw new UndecidedError(unknowns);
  return { stacks, principals, guarded, ownership };
}

function mostCommonAccountFirst(stacks: readonly StackTemplate[]): readonly StackTemplate[] {
  const counts = new Map<string, number>();
  for (const { account } of stacks) counts.set(account, (counts.get(account) ?? 0) + 1);
  return [...stacks].sort((one, two) => (counts.get(two.account) ?? 0) - (counts.get(one.account) ?? 0));
}

/** Every statement that decides a request, each once; who may become whom is apart from them. */
export function statementsOf({ principals, guarded }: Pick<Model, 'principals' | 'guarded'>): Set<Statement> {
  return new Set([
    ...principals.flatMap(({ identity, boundary }) => [...identity, ...(boundary ?? [])]),
    ...guarded.flatMap(({ policy }) => policy),
  ]);
}
