import type { Naming } from '../../config/naming';
import { PARAMETER_ARN_CONTEXT } from '../permissions/key-permissions';
import type { Statement } from '../statement';
import { askTrail, recordBuckets, resultsOfQueries, S3_OBJECT_CONTEXT, throughS3 } from './auditor-policy';
import { type OperatorInputs, operatorPolicies } from './operator-policies';
import { READING_PATTERNS } from './settings-actions';

/** Objects and their names; settings of buckets are called otherwise. */
const READING = [
  's3:GetObject*',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:ListBucketVersions',
] as const;
const WRITING = [
  's3:AbortMultipartUpload',
  's3:DeleteObject*',
  's3:PutObject*',
  's3:ReplicateObject',
  's3:RestoreObject',
] as const;

/** Contents of everything else. */
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
 * else but more descriptions and settings; of those that could open something, the resources and conditions once more, as Denies. It names no
 * organization, so that its size does not depend on how many there are.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function operatorBoundary(naming: Naming, inputs: OperatorInputs): Statement[] {
  const questions = inputs.audit !== undefined ? askTrail(naming) : [];
  const apart = new Set(questions.map(({ Sid }) => Sid));
  const actions = Object.values(operatorPolicies(naming, inputs))
    .flat()
    .filter(({ Sid }) => !apart.has(Sid))
    .flatMap(({ Action = [] }) => Action)
    .map((action) => READING_PATTERNS.find((pattern) => covers(pattern, action)) ?? action);
  return [
    {
      Sid: 'AllowOperations',
      Effect: 'Allow',
      Action: [...new Set(actions)].sort(),
      Resource: '*',
      wildcardReason:
        'A boundary grants nothing. Which resources each role reaches, its own policy says; what could open something, the Denies say again. Patterns of actions are of descriptions and settings.',
    },
    ...questions,
    {
      Sid: 'DenyContentsAndChanges',
      Effect: 'Deny',
      Action: [...CONTENTS, ...CHANGES],
      Resource: '*',
      wildcardReason: WHATEVER_IS_GRANTED,
    },
    ...denyRoles(naming),
    ...denySecrets(naming, inputs),
    ...denyObjects(naming, inputs),
  ];
}

/** A pattern has one wildcard. */
function covers(pattern: string, action: string): boolean {
  const [start = '', end = ''] = pattern.split('*');
  return action.startsWith(start) && action.endsWith(end) && action.length >= start.length + end.length;
}

function denyRoles(naming: Naming): Statement[] {
  return [
    {
      Sid: 'DenyPassingOtherRoles',
      Effect: 'Deny',
      Action: 'iam:PassRole',
      NotResource: naming.everyOrganizationsRoleArn('hybridNodeRole'),
      wildcardReason: 'The roles of hybrid nodes of every organization; no slug ends so.',
    },
    {
      Sid: 'DenyPassingToOthers',
      Effect: 'Deny',
      Action: 'iam:PassRole',
      Resource: '*',
      wildcardReason: WHATEVER_IS_GRANTED,
      Condition: { StringNotEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
    {
      Sid: 'DenyPoliciesOfOtherRoles',
      Effect: 'Deny',
      Action: 'iam:PutRolePolicy',
      NotResource: naming.everyOrganizationsRoleArn('dataHubRole'),
      wildcardReason: 'The roles of hubs of every organization; no slug ends so.',
    },
    {
      Sid: 'DenyPoliciesWithoutBoundary',
      Effect: 'Deny',
      Action: 'iam:PutRolePolicy',
      Resource: '*',
      wildcardReason: WHATEVER_IS_GRANTED,
      Condition: {
        StringNotEquals: {
          'iam:PermissionsBoundary': naming.managedPolicyArn(naming.shared.organizationBoundary),
        },
      },
    },
  ];
}

function denySecrets(naming: Naming, { audit }: OperatorInputs): Statement[] {
  const secrets = naming.everyConnectorParameterArn();
  const through = naming.viaService('ssm');
  const encryption = { Effect: 'Deny', Resource: '*', wildcardReason: WHATEVER_IS_GRANTED } as const;
  const ofOthers = { StringNotLike: { [PARAMETER_ARN_CONTEXT]: secrets } };
  const s3 = naming.viaService('s3');
  return [
    {
      Sid: 'DenyOtherParameters',
      Effect: 'Deny',
      Action: ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:PutParameter'],
      NotResource: secrets,
      wildcardReason: 'Connector secrets of every organization, each in the folder of its organization.',
    },
    {
      Sid: 'DenyEncryptionElsewhere',
      ...encryption,
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringNotEquals: { 'kms:ViaService': audit === undefined ? through : [through, s3] },
      },
    },
    { Sid: 'DenyEncryptionOfOthers', ...encryption, Action: 'kms:Encrypt', Condition: ofOthers },
    {
      Sid: 'DenyDataKeysOfOthers',
      ...encryption,
      Action: 'kms:GenerateDataKey',
      Condition: {
        ...ofOthers,
        ...(audit === undefined ? {} : { StringNotEquals: { 'kms:ViaService': s3 } }),
      },
    },
    // Athena writes what the auditor's queries found.
    ...(audit === undefined
      ? []
      : [
          {
            Sid: 'DenyDataKeysForOtherBuckets',
            ...encryption,
            Action: 'kms:GenerateDataKey',
            Condition: {
              StringEquals: { 'kms:ViaService': s3 },
              StringNotLike: { [S3_OBJECT_CONTEXT]: resultsOfQueries(naming) },
            },
          },
        ]),
  ];
}

/** Without a trail there is nothing that an operator reads, writes or decrypts. */
function denyObjects(naming: Naming, { audit }: OperatorInputs): Statement[] {
  if (audit === undefined) {
    return [
      {
        Sid: 'DenyObjects',
        Effect: 'Deny',
        Action: [...READING, ...WRITING, 'kms:Decrypt'],
        Resource: '*',
        wildcardReason: WHATEVER_IS_GRANTED,
      },
    ];
  }
  const records = recordBuckets(naming, audit).flatMap((bucket) => [bucket, `${bucket}/*`]);
  const decryption = {
    Effect: 'Deny',
    Action: 'kms:Decrypt',
    Resource: '*',
    wildcardReason: WHATEVER_IS_GRANTED,
  } as const;
  return [
    {
      Sid: 'DenyOtherObjects',
      Effect: 'Deny',
      Action: READING,
      NotResource: records,
      wildcardReason: 'CloudTrail and S3 choose the names of what they record.',
    },
    {
      Sid: 'DenyWriting',
      Effect: 'Deny',
      Action: WRITING,
      NotResource: resultsOfQueries(naming)[1],
      wildcardReason: 'Athena chooses the names of results.',
    },
    {
      Sid: 'DenyDecryptionElsewhere',
      ...decryption,
      Condition: { StringNotEquals: { 'kms:ViaService': throughS3(naming, audit) } },
    },
    {
      Sid: 'DenyDecryptionOfOthers',
      ...decryption,
      Condition: { StringNotLike: { [S3_OBJECT_CONTEXT]: records } },
    },
  ];
}
