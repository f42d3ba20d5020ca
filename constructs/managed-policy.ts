import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowedWildcards, policyDocument, type Statement } from '../policies/statement';
import { acknowledge, acknowledgeInEachPack } from './acknowledge';

const USER_POLICY_REASON =
  'Each organization gives the policy to IAM users it has already. A group would be one more way in, ' +
  'whose members change without review; here each user is listed in the reviewed environment file.';

export interface ManagedPolicyProps {
  readonly managedPolicyName: string;
  readonly description: string;
  readonly statements: readonly Statement[];
  /** @default - attached to no role */
  readonly roles?: readonly string[];
  /** @default - attached to no user */
  readonly users?: readonly string[];
}

/**
 * A customer managed policy of exactly these statements. The reasons that stand beside their wildcards
 * answer the rule packs' finding about each wildcard.
 */
export class ManagedPolicy extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, props: ManagedPolicyProps) {
    super(scope, id);
    const { managedPolicyName, description, statements, roles = [], users = [] } = props;
    const policy = new CfnManagedPolicy(this, 'Policy', {
      managedPolicyName,
      description,
      policyDocument: policyDocument(statements),
      ...(roles.length > 0 ? { roles: [...roles] } : {}),
      ...(users.length > 0 ? { users: [...users] } : {}),
    });
    this.policyArn = policy.ref;
    for (const element of ['Action', 'Resource'] as const) {
      for (const { text, reason } of allowedWildcards(statements, element)) {
        acknowledge(policy, { id: wildcardFinding(element, text), reason });
      }
    }
    if (users.length > 0) acknowledgeInEachPack(policy, 'IAMUserNoPolicies', USER_POLICY_REASON);
  }
}

/** The id under which AwsSolutions reports a wildcard; it writes policy variables in angle brackets. */
function wildcardFinding(element: 'Action' | 'Resource', text: string): string {
  return `AwsSolutions-IAM5[${element}::${text.replace(/\$\{([^}]*)\}/g, '<$1>')}]`;
}
