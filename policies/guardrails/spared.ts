import { AccountArns } from '../../config/account-arns';
import type { EnvironmentConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
import { operatorRoleName } from '../../config/operator-role-name';
import { maySignInAs } from '../../config/operator-sign-in';
import type { OperatorRole } from '../../config/operations-schema';
import type { Conditions } from '../statement';

/** What the guardrails of an environment are made from. */
export interface GuardrailInputs {
  readonly arns: AccountArns;
  readonly naming: Naming;
  /** ARNs of roles that the environment exempts. */
  readonly exempt: readonly string[];
  /** Operators' roles that the environment makes, by what they are for. */
  readonly operators: Readonly<Partial<Record<OperatorRole, string>>>;
  readonly environment: EnvironmentConfig;
}

/** Operators whose work some guardrail has to leave to them. */
const SPARED_USES = ['hub-operator', 'hub-revoker', 'secret-writer', 'break-glass'] as const;

export function guardrailInputs(environment: EnvironmentConfig): GuardrailInputs {
  const naming = new Naming(environment);
  const arns = new AccountArns(environment);
  const { guardrails, signIn, breakGlass } = environment.operations;
  const made = SPARED_USES.filter(
    (use) => maySignInAs(use, signIn) && (use !== 'break-glass' || breakGlass !== undefined),
  );
  return {
    naming,
    arns,
    exempt: guardrails?.exempt ?? [],
    operators: Object.fromEntries(made.map((use) => [use, arns.roleArn(operatorRoleName(naming, use))])),
    environment,
  };
}

/** The role that CloudFormation deploys under, and the roles that the environment exempts. */
export function deploymentOf({ arns, exempt }: Pick<GuardrailInputs, 'arns' | 'exempt'>): string[] {
  return [arns.bootstrapRoleArn('cfn-exec'), ...exempt];
}

/**
 * Holds for everybody but these roles: ARNs are named in full, so that no other role has a name that matches. Without
 * roles there is nobody to spare, and no condition.
 */
export function exceptBy(roles: readonly (string | undefined)[]): { readonly Condition?: Conditions } {
  const named = [...new Set(roles.filter((role) => role !== undefined))];
  return named.length === 0 ? {} : { Condition: { ArnNotEquals: { 'aws:PrincipalArn': named } } };
}

/** Tells a session that brings a tag by which policies tell organizations apart. Keys of tags differ by more than case. */
export const BRINGS_TAG_OF_ORGANIZATION = (keys: readonly string[]): Conditions => ({
  'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': keys },
});
