import { UndecidedError, type Unknown } from '../templates/errors';
import type { Facts } from '../policies/facts';
import { readIdentities } from './identities';
import { readGuardedResources } from './guarded-resources';
import { refuseWildcardsInNames } from '../templates/names-without-wildcards';
import { Ownership } from './ownership';
import type { Statement } from '../policies/statement';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Who can make requests: a role, a user, or the holder of an IoT certificate. */
export interface Principal {
  readonly arn: string;
  readonly kind: 'role' | 'user' | 'certificate';
  /** Slug of the organization that it belongs to; undefined for a platform principal. */
  readonly owner: string | undefined;
  readonly identity: readonly Statement[];
  /** Undefined if it has no permissions boundary. */
  readonly boundary: readonly Statement[] | undefined;
  /** Facts of every request it makes: its ARN, account and tags. */
  readonly facts: Facts;
  /** Who may become it; empty for users and certificates. */
  readonly trust: readonly Statement[];
  readonly source: TemplateResource;
}

/** A resource with a policy of its own. */
export interface GuardedResource {
  readonly kind: 'bucket' | 'key' | 'repository';
  readonly arn: string;
  readonly owner: string | undefined;
  readonly policy: readonly Statement[];
  /** Facts of every request to it: its tags. */
  readonly facts: Facts;
  readonly source: TemplateResource;
}

/** What the templates of an assembly say about who may do what, all stacks together. */
export interface Model {
  readonly stacks: readonly StackTemplate[];
  readonly principals: readonly Principal[];
  readonly guarded: readonly GuardedResource[];
  readonly ownership: Ownership;
}

/**
 * Reads the model out of the templates.
 * @throws UndecidedError with every place that is not understood
 */
export function readModel(stacks: readonly StackTemplate[]): Model {
  const unknowns: Unknown[] = [];
  const accounts = new Set(stacks.map(({ account }) => account));
  if (accounts.size > 1) {
    // Policies are evaluated as within one account: across accounts, both sides have to allow.
    unknowns.push({
      place: [...accounts].join(', '),
      reason: 'several accounts cannot be judged together; synthesize and judge each with --app',
    });
  }
  refuseWildcardsInNames(stacks, unknowns);
  const ownership = new Ownership(stacks, unknowns);
  const principals = readIdentities(stacks, ownership, unknowns);
  const guarded = readGuardedResources(stacks, ownership, unknowns);
  if (unknowns.length > 0) throw new UndecidedError(unknowns);
  return { stacks, principals, guarded, ownership };
}

/** Every statement that decides a request, each once; who may become whom is apart from them. */
export function statementsOf({ principals, guarded }: Pick<Model, 'principals' | 'guarded'>): Set<Statement> {
  return new Set([
    ...principals.flatMap(({ identity, boundary }) => [...identity, ...(boundary ?? [])]),
    ...guarded.flatMap(({ policy }) => policy),
  ]);
}
