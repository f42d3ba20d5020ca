import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EXTERNAL_ACCOUNTS_TAG } from '../../config/naming';
import { SESSION_SECONDS } from '../../config/session-duration';
import { policyDocument, type Statement } from '../../policies/statement';
import { ManagedPolicy } from '../managed-policy';

export interface OperatorRoleProps {
  /** Also the name of its policy. */
  readonly roleName: string;
  readonly description: string;
  readonly trust: readonly Statement[];
  /** Other accounts that the trust lets in, because the environment says so. */
  readonly externalAccounts: readonly string[];
  readonly permissions: readonly Statement[];
  readonly boundaryArn: string;
}

/** A role of operators: one use, one policy, sessions of an hour at most, under a boundary, no organization's tag. */
export class OperatorRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: OperatorRoleProps) {
    super(scope, id);
    const { roleName, description, trust, externalAccounts, permissions, boundaryArn } = props;
    const role = new CfnRole(this, 'Role', {
      roleName,
      description,
      assumeRolePolicyDocument: policyDocument(trust),
      permissionsBoundary: boundaryArn,
      maxSessionDuration: SESSION_SECONDS,
      ...(externalAccounts.length === 0
        ? {}
        : { tags: [{ key: EXTERNAL_ACCOUNTS_TAG, value: externalAccounts.join(' ') }] }),
    });
    new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: roleName,
      description,
      statements: permissions,
      roles: [role.ref],
    });
    this.roleArn = role.attrArn;
  }
}
