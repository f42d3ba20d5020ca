import { AccountArns } from '../../config/account-arns';
import type { EnvironmentConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
import type { OperatorRole } from '../../config/operations-schema';
import { maySignInAs } from '../../config/operator-sign-in';
import type { OrganizationPolicy } from '../../packages/isolation-proof/src/model/organization-policies';

/** The policies that the organization of an account has put on it. */
export interface AccountPolicies {
  /** Service control policies. */
  readonly principals: readonly OrganizationPolicy[];
  /** Resource control policies. */
  readonly resources: readonly OrganizationPolicy[];
}

/** An account under guardrails: the policies, and whom the environment spares. Each principal by its ARN in full. */
export interface GuardedAccount {
  readonly policies: AccountPolicies;
  readonly arns: AccountArns;
  /** What CloudFormation deploys under, and what the environment exempts. */
  readonly deployment: readonly string[];
  readonly exempt: readonly string[];
  readonly hubOperator: readonly string[];
  readonly hubRevoker: readonly string[];
  readonly secretWriter: readonly string[];
  readonly breakGlass: readonly string[];
  /** Principals of other accounts that the environment lets in. */
  readonly outsiders: readonly string[];
  /** Patterns of roles whose sessions may bring an organization's tags. */
  readonly rolesWithTags: readonly string[];
}

/** What an environment says of its account. Read here once more, so that a slip in the guardrails is none here. */
export function guardedAccount(environment: EnvironmentConfig, policies: AccountPolicies): GuardedAccount {
  const { shared } = new Naming(environment);
  const arns = new AccountArns(environment);
  const { signIn, breakGlass, guardrails } = environment.operations;
  const { analysts, account } = environment;
  const exempt = guardrails?.exempt ?? [];
  const made = (use: OperatorRole, role: string): string[] =>
    maySignInAs(use, signIn) ? [arns.roleArn(role)] : [];
  const emergency = breakGlass === undefined ? [] : made('break-glass', shared.breakGlassRole);
  const operators =
    signIn !== undefined && 'roles' in signIn
      ? Object.values(signIn.roles)
          .flat()
          .map(({ arn }) => arn)
      : [];
  return {
    policies,
    arns,
    deployment: [arns.bootstrapRoleArn('cfn-exec'), ...exempt],
    exempt,
    hubOperator: made('hub-operator', shared.hubOperatorRole),
    hubRevoker: made('hub-revoker', shared.hubRevokerRole),
    secretWriter: made('secret-writer', shared.secretWriterRole),
    breakGlass: emergency,
    outsiders: [...operators, ...exempt].filter((arn) => arn.split(':')[4] !== account),
    rolesWithTags: [
      ...(analysts === undefined
        ? []
        : 'roles' in analysts
          ? analysts.roles
          : [arns.everyOrganizationsRoleArn('analystRole')]),
      ...emergency,
    ],
  };
}
