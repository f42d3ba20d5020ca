import { Tags } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Naming, ORG_DATABASE_TAG, ORG_KEY_ARN_TAG } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { SESSION_SECONDS } from '../../config/session-duration';
import { DENY_WHILE_SUSPENDED } from '../../policies/organization/suspension';
import { policyDocument, type Statement } from '../../policies/statement';
import { ManagedPolicy } from '../managed-policy';

/** What identifies an organization to everything that is made for it. */
export interface OrganizationContext {
  readonly naming: Naming;
  readonly slug: OrgSlug;
  readonly keyArn: string;
  readonly suspended: boolean;
}

/**
 * Tags a principal with its organization. `orgSlug` is on every resource of the stack; these two mean
 * something on principals only: policies compare them.
 */
export function tagAsPrincipal(principal: Construct, { naming, slug, keyArn }: OrganizationContext): void {
  Tags.of(principal).add(ORG_KEY_ARN_TAG, keyArn);
  Tags.of(principal).add(ORG_DATABASE_TAG, naming.organization(slug).database);
}

export interface OrganizationRoleProps extends OrganizationContext {
  readonly roleName: string;
  readonly policyName: string;
  readonly description: string;
  readonly trust: readonly Statement[];
  readonly permissions: readonly Statement[];
}

/** A role of one organization: one use, one policy, sessions of an hour, under the boundary of all organizations. */
export class OrganizationRole extends Construct {
  readonly roleArn: string;
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: OrganizationRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: props.roleName,
      description: props.description,
      assumeRolePolicyDocument: policyDocument(props.trust),
      permissionsBoundary: props.naming.managedPolicyArn(props.naming.shared.organizationBoundary),
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
