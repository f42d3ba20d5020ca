import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { SESSION_SECONDS } from '../../config/session-duration';
import { DENY_WHILE_SUSPENDED } from '../../policies/organization/suspension';
import { policyDocument, type Statement } from '../../policies/statement';
import { ManagedPolicy } from '../managed-policy';
import { boundaryArn, type OrganizationContext, tagAsPrincipal } from './organization-principal';

export interface OrganizationRoleProps extends OrganizationContext {
  readonly roleName: string;
  readonly policyName: string;
  readonly description: string;
  readonly trust: readonly Statement[];
  readonly permissions: readonly Statement[];
  /**
   * ARN of its permissions boundary.
   * @default - the boundary of all organizations' principals
   */
  readonly boundaryArn?: string;
}

/** A role of one organization: one use, one policy, sessions of an hour, under a boundary of all organizations. */
export class OrganizationRole extends Construct {
  readonly roleArn: string;
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: OrganizationRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: props.roleName,
      description: props.description,
      assumeRolePolicyDocument: policyDocument(props.trust),
      permissionsBoundary: props.boundaryArn ?? boundaryArn(props),
      maxSessionDuration: SESSION_SECONDS,
    });
    tagAsPrincipal(role, props);
    new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: props.policyName,
      description: props.description,
      statements: props.suspended ? [...props.permissions, DENY_WHILE_SUSPENDED] : props.permissions,
      roles: [role.ref],
    });
    this.roleArn = role.attrArn;
    this.roleName = role.ref;
  }
}
