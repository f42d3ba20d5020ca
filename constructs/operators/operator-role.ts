import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EXTERNAL_ACCOUNTS_TAG } from '../../config/naming';
import { SESSION_SECONDS } from '../../config/session-duration';
import type { OperatorPolicy } from '../../policies/operators/operator-policies';
import { policyDocument, type Statement } from '../../policies/statement';
import { ManagedPolicy } from '../managed-policy';

export interface OperatorRoleProps {
  readonly roleName: string;
  readonly description: string;
  readonly trust: readonly Statement[];
  /** Other accounts that the trust lets in, because the environment says so. */
  readonly externalAccounts: readonly string[];
  readonly policies: readonly OperatorPolicy[];
  readonly boundaryArn: string;
}

/** A role of operators: one use, sessions of an hour at most, under a boundary, no organization's tag. */
export class OperatorRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: OperatorRoleProps) {
    super(scope, id);
    const { roleName, description, trust, externalAccounts, policies, boundaryArn } = props;
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
    for (const { id: policyId, ...policy } of policies) {
      new ManagedPolicy(this, policyId, { ...policy, description, roles: [role.ref] });
    }
    this.roleArn = role.attrArn;
  }
}
