import { AccountArns } from '../../config/account-arns';
import type { EnvironmentConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
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

export function guardrailInputs(environment: EnvironmentConfig): GuardrailInputs {
  const naming = new Naming(environment);
  const arns = new AccountArns(environment);
  const { guardrails, signIn, breakGlass } = environment.operations;
  const { hubOperatorRole, hubRevokerRole, secretWriterRole, breakGlassRole } = naming.shared;
  return {
    arns,
    naming,
    exempt: guardrails?.exempt ?? [],
    operators: {
      ...(signIn === undefined
        ? {}
        : {
            'hub-operator': arns.roleArn(hubOperatorRole),
            'hub-revoker': arns.roleArn(hubRevokerRole),
            'secret-writer': arns.roleArn(secretWriterRole),
          }),
      ...(breakGlass === undefined ? {} : { 'break-glass': arns.roleArn(breakGlassRole) }),
    },
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
