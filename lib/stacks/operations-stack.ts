import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { operatorRoleName } from '../../config/operator-role-name';
import { BreakGlassRole } from '../../constructs/operators/break-glass-role';
import { Incidents } from '../../constructs/operators/incidents';
import type { OperatorSignIn } from '../../config/operations';
import { ManagedPolicy } from '../../constructs/managed-policy';
import { OperatorIdentityProvider } from '../../constructs/operators/operator-identity-provider';
import { OperatorRole } from '../../constructs/operators/operator-role';
import { operatorBoundaries } from '../../policies/operators/operator-boundaries';
import { operatorPolicies, type OperatorUse } from '../../policies/operators/operator-policies';
import { externalAccounts, operatorTrust } from '../../policies/operators/operator-trust';

export interface OperationsStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly signIn: OperatorSignIn;
}

/** Of each use: the construct, which must not change, and what the role is for. */
const ROLES: Readonly<Record<OperatorUse, { readonly id: string; readonly description: string }>> = {
  'hub-operator': { id: 'HubOperator', description: 'Operators: enrol, renew and rotate Data Hubs' },
  'hub-revoker': { id: 'HubRevoker', description: 'Operators: revoke Data Hubs and cut their sessions' },
  'secret-writer': { id: 'SecretWriter', description: 'Operators: write connector secrets, unseen' },
  monitor: { id: 'Monitor', description: 'Operators: metrics, states of stacks, queues and hubs' },
  auditor: { id: 'Auditor', description: 'Auditors: settings, policies and the trail' },
};

/** The roles of operators, one for each use that somebody may sign in to. Nothing in it depends on the organizations. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    const { environmentConfig, naming, signIn, ...stackProps } = props;
    super(scope, id, { terminationProtection: true, ...stackProps });
    const { analysts, operations } = environmentConfig;
    const inputs = { audit: operations.audit };
    const provider = new OperatorIdentityProvider(this, 'IdentityProvider', {
      naming,
      signIn,
      analystIssuer: analysts !== undefined && 'oidc' in analysts ? analysts.oidc.issuer : undefined,
    });
    const policies = operatorPolicies(naming, inputs);
    for (const { id: boundaryId, uses, ...boundary } of operatorBoundaries(naming, { ...inputs, signIn })) {
      const { policyArn: boundaryArn } = new ManagedPolicy(this, boundaryId, boundary);
      for (const use of uses) {
        const { id: roleId, description } = ROLES[use];
        const role = new OperatorRole(this, roleId, {
          roleName: operatorRoleName(naming, use),
          description,
          trust: operatorTrust(naming, use, signIn),
          externalAccounts: externalAccounts(naming, use, signIn),
          policies: policies[use],
          boundaryArn,
        });
        // IAM takes no trust in a provider that does not exist.
        role.node.addDependency(provider);
        new CfnOutput(this, `${roleId}RoleArn`, { value: role.roleArn });
      }
    }
    const { breakGlass } = operations;
    if (breakGlass !== undefined) {
      const incidents = new Incidents(this, 'Incidents', { naming, notify: breakGlass.notify });
      const role = new BreakGlassRole(this, 'BreakGlass', { naming, signIn });
      // Nobody opens anything before somebody is told of it.
      role.node.addDependency(incidents, provider);
    }
  }
}
