import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import { type OperatorInputs, operatorPolicies } from './operator-policies';
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

/**
 * Permissions boundary of every operator's role but break-glass: the actions that their policies hold, and nothing
 * else but more descriptions and settings; those that could open something with their resources and conditions. It names no
 * organization, so that its size does not depend on how many there are.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function operatorBoundary(naming: Naming, inputs: OperatorInputs): Statement[] {
  const statements = Object.values(operatorPolicies(naming, inputs)).flat();
  const bound = statements.filter(({ Sid }) => BOUND.has(Sid));
  const actions = statements
    .filter(({ Sid }) => !BOUND.has(Sid))
    .flatMap(({ Action = [] }) => Action)
    .map((action) => READING_PATTERNS.find((pattern) => covers(pattern, action)) ?? action);
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
