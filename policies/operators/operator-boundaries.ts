import type { Naming } from '../../config/naming';
import type { OperatorSignIn } from '../../config/operations';
import type { Statement } from '../statement';
import { OPERATOR_USES, type OperatorInputs, operatorPolicies, type OperatorUse } from './operator-policies';
import { operatorTrust } from './operator-trust';
import { READING_PATTERNS } from './settings-actions';

/** Statements that stand in the boundary as they are: without their resources and conditions, they would open something. */
const BOUND: ReadonlySet<string> = new Set([
  'AskTrail',
  'CutSessions',
  'DecryptRecords',
  'EncryptResults',
  'EncryptSecrets',
  'FindTablesOfTrail',
  'PassNodeRoles',
  'ReadRecords',
  'ReadTablesOfTrail',
  'WriteResults',
  'WriteSecrets',
]);

/** Contents. */
const CONTENTS = [
  'logs:FilterLogEvents',
  'logs:GetLog*',
  'logs:StartLiveTail',
  'logs:StartQuery',
  'logs:Unmask',
  'secretsmanager:*',
  'sqs:ReceiveMessage',
  'ssm:GetParameter*',
] as const;

/** Changes of who may do what, and of what is recorded. */
const CHANGES = [
  'cloudtrail:Delete*',
  'cloudtrail:Put*',
  'cloudtrail:Stop*',
  'cloudtrail:Update*',
  'iam:Add*',
  'iam:Attach*',
  'iam:Create*',
  'iam:Delete*',
  'iam:Detach*',
  'iam:PutGroupPolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutUser*',
  'iam:Set*',
  'iam:Tag*',
  'iam:Untag*',
  'iam:Update*',
  'kms:CreateGrant',
  'kms:DisableKey',
  'kms:GenerateDataKeyPair*',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:PutKeyPolicy',
  'kms:ReEncrypt*',
  'kms:ScheduleKeyDeletion',
  's3:DeleteBucket*',
  's3:PutAccount*',
  's3:PutBucket*',
  'sts:Assume*',
  'sts:TagSession',
] as const;

const WHATEVER_IS_GRANTED =
  'It binds every operator, whatever identity policies, or policies of resources that name a session, grant.';

export interface OperatorBoundary {
  /** Of its construct. */
  readonly id: string;
  readonly managedPolicyName: string;
  readonly description: string;
  /** Of the roles that have it, those that somebody may sign in to: one at least. */
  readonly uses: readonly OperatorUse[];
  readonly statements: readonly Statement[];
}

/**
 * Permissions boundaries of operators' roles but break-glass, which has its own: the actions that their policies hold,
 * and nothing else; those that could open something with their resources and conditions. They name no organization, so
 * that their size does not depend on how many there are. Auditors have one of their own, as one for all would be longer
 * than IAM takes, and even that has patterns of descriptions and settings where their policies have names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function operatorBoundaries(
  naming: Naming,
  { signIn, ...inputs }: OperatorInputs & { readonly signIn: OperatorSignIn },
): OperatorBoundary[] {
  const policies = operatorPolicies(naming, inputs);
  const statementsOf = (uses: readonly OperatorUse[]): Statement[] =>
    uses.flatMap((use) => policies[use].flatMap(({ statements }) => statements));
  const operators = OPERATOR_USES.filter((use) => use !== 'auditor');
  const boundaries: OperatorBoundary[] = [
    {
      id: 'OperatorBoundary',
      managedPolicyName: naming.shared.operatorBoundary,
      description: 'Ceiling of what any operator can do',
      uses: operators,
      statements: ceiling(statementsOf(operators)),
    },
    {
      id: 'AuditorBoundary',
      managedPolicyName: naming.shared.auditorBoundary,
      description: 'Ceiling of what auditors can do',
      uses: ['auditor'],
      statements: ceiling(statementsOf(['auditor']), READING_PATTERNS),
    },
  ];
  return boundaries
    .map(({ uses, ...boundary }) => ({
      ...boundary,
      uses: uses.filter((use) => operatorTrust(naming, use, signIn).length > 0),
    }))
    .filter(({ uses }) => uses.length > 0);
}

function ceiling(statements: readonly Statement[], patterns: readonly string[] = []): Statement[] {
  const bound = statements.filter(({ Sid }) => BOUND.has(Sid));
  const actions = statements
    .filter(({ Sid }) => !BOUND.has(Sid))
    .flatMap(({ Action = [] }) => Action)
    .map((action) => patterns.find((pattern) => covers(pattern, action)) ?? action);
  return [
    {
      Sid: 'AllowOperations',
      Effect: 'Allow',
      Action: [...new Set(actions)].sort(),
      Resource: '*',
      wildcardReason:
        'A boundary grants nothing. Which resources each role reaches, its own policy says; what could open something stands by itself. Patterns of actions are of descriptions and settings.',
    },
    ...bound,
    {
      Sid: 'DenyContentsAndChanges',
      Effect: 'Deny',
      Action: [...CONTENTS, ...CHANGES],
      Resource: '*',
      wildcardReason: WHATEVER_IS_GRANTED,
    },
  ];
}

/** A pattern has one wildcard. */
function covers(pattern: string, action: string): boolean {
  const [start = '', end = ''] = pattern.split('*');
  return action.startsWith(start) && action.endsWith(end) && action.length >= start.length + end.length;
}
