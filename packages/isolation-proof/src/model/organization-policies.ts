import type { GuardedResource } from './guarded-resource';
import type { Model } from './model';
import { readStatements, type Statement } from '../policies/statement';
import type { Json } from '../templates/json';
import { NotUnderstoodError } from '../templates/resolved';

/** A policy that the organization of an account puts on it: what it denies, nobody and nothing in the account allows. */
export interface OrganizationPolicy {
  /** For people: which policy it is. */
  readonly name: string;
  readonly document: Json;
}

const EVERYBODY = { negated: false, aws: ['*'], services: [], federated: [], others: [] };

/**
 * Policies of an organization as one policy that guards whatever is asked about. Service control policies name no
 * principals: they bind everybody in the account, the root user included. Resource control policies name everybody.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_authorization_policies.html
 * @param what for people: what these policies are called
 * @returns undefined of a model without stacks
 * @throws NotUnderstoodError if anything in them has no meaning that is known here, or one of them allows something
 */
export function organizationPolicies(
  { stacks: [stack] }: Pick<Model, 'stacks'>,
  policies: readonly OrganizationPolicy[],
  what: string,
): GuardedResource | undefined {
  if (stack === undefined) return undefined;
  const sourceOf = (path: string): GuardedResource['source'] => ({
    stack,
    logicalId: path,
    type: 'AWS::Organizations::Policy',
    properties: {},
    path,
  });
  return {
    kind: 'other',
    arn: what,
    contents: [],
    owner: undefined,
    policy: policies.flatMap(({ name, document }) =>
      readStatements(document, sourceOf(name)).map((statement) => denial(statement, name)),
    ),
    facts: new Map(),
    source: sourceOf(what),
  };
}

/** What such a policy allows, it leaves to others: a list of what is allowed would have to be counted as a bound. */
function denial({ principals = EVERYBODY, ...statement }: Statement, name: string): Statement {
  if (statement.effect === 'Allow') {
    throw new NotUnderstoodError(
      `${statement.name} of ${name} allows: only policies that deny are supported`,
    );
  }
  return { ...statement, principals };
}
