import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import type { OperatorSignIn } from '../../config/operations';
import { SESSION_SECONDS } from '../../config/session-duration';
import { breakGlassPolicy } from '../../policies/operators/break-glass-policy';
import { breakGlassTrust } from '../../policies/operators/break-glass-trust';
import { policyDocument } from '../../policies/statement';
import { ManagedPolicy } from '../managed-policy';

export interface BreakGlassRoleProps {
  readonly naming: Naming;
  readonly signIn: OperatorSignIn;
}

/**
 * The one role that reads an organization's data without belonging to it: the organization that its session is tagged
 * with. A role has sessions of an hour at least, so that an hour is the longest, too.
 */
export class BreakGlassRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, { naming, signIn }: BreakGlassRoleProps) {
    super(scope, id);
    const names = naming.shared;
    const statements = breakGlassPolicy(naming);
    const boundary = new ManagedPolicy(this, 'Boundary', {
      managedPolicyName: names.breakGlassBoundary,
      description: 'The most that break-glass can be given',
      statements,
    });
    const role = new CfnRole(this, 'Role', {
      roleName: names.breakGlassRole,
      description: "Emergencies: read the data of the organization in the session's tag",
      assumeRolePolicyDocument: policyDocument(breakGlassTrust(naming, signIn)),
      permissionsBoundary: boundary.policyArn,
      maxSessionDuration: SESSION_SECONDS,
    });
    new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: names.breakGlassPolicy,
      description: 'Read the data of the organization that the session is tagged with',
      statements,
      roles: [role.ref],
    });
    this.roleArn = role.attrArn;
  }
}
