import { operatorBoundaries } from '../../../policies/operators/operator-boundaries';
import type { OperatorInputs } from '../../../policies/operators/operator-policies';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC } from '../../fixtures/operators';
import { RECORD_STATEMENTS } from './record-statements';

const WITH_TRAIL: OperatorInputs = { audit: {} };
const WITHOUT_TRAIL: OperatorInputs = { audit: undefined };

const ceiling = (id: string, inputs: OperatorInputs) =>
  operatorBoundaries(NAMING, { ...inputs, signIn: OPERATORS_BY_OIDC })
    .filter((boundary) => boundary.id === id)
    .flatMap(({ statements }) => policyDocument(statements).Statement);

const DENY_CONTENTS_AND_CHANGES = {
  Sid: 'DenyContentsAndChanges',
  Effect: 'Deny',
  Action: [
    'logs:FilterLogEvents',
    'logs:GetLog*',
    'logs:StartLiveTail',
    'logs:StartQuery',
    'logs:Unmask',
    'secretsmanager:*',
    'sqs:ReceiveMessage',
    'ssm:GetParameter*',
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
  ],
  Resource: '*',
};

test('the ceiling of operators, whatever is recorded: actions by their names, each of a job', () => {
  expect(ceiling('OperatorBoundary', WITH_TRAIL)).toEqual([
    {
      Sid: 'AllowOperations',
      Effect: 'Allow',
      Action: [
        'athena:GetWorkGroup',
        'athena:ListWorkGroups',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStackResources',
        'cloudformation:DescribeStacks',
        'cloudformation:ListStackResources',
        'cloudformation:ListStacks',
        'cloudwatch:DescribeAlarmHistory',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:DescribeAlarmsForMetric',
        'cloudwatch:GetDashboard',
        'cloudwatch:GetMetricData',
        'cloudwatch:GetMetricStatistics',
        'cloudwatch:ListDashboards',
        'cloudwatch:ListMetrics',
        'events:DescribeRule',
        'events:ListRules',
        'events:ListTargetsByRule',
        'iam:GetRolePolicy',
        'iam:ListRolePolicies',
        'iot:AttachPolicy',
        'iot:AttachThingPrincipal',
        'iot:CreateCertificateFromCsr',
        'iot:CreateThing',
        'iot:DeleteCertificate',
        'iot:DeleteThing',
        'iot:DescribeCertificate',
        'iot:DescribeEndpoint',
        'iot:DescribeThing',
        'iot:DetachThingPrincipal',
        'iot:GetThingShadow',
        'iot:ListCertificates',
        'iot:ListTargetsForPolicy',
        'iot:ListThingPrincipals',
        'iot:ListThings',
        'iot:UpdateCertificate',
        'iot:UpdateThing',
        'iot:UpdateThingShadow',
        'kms:DescribeKey',
        'logs:DescribeLogGroups',
        'logs:DescribeLogStreams',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ListQueues',
        'ssm:CreateActivation',
        'ssm:DeleteActivation',
        'ssm:DeregisterManagedInstance',
        'ssm:DescribeActivations',
        'ssm:DescribeInstanceInformation',
        'ssm:DescribeParameters',
      ],
      Resource: '*',
    },
    {
      Sid: 'PassNodeRoles',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::111122223333:role/ts-test-*-hybrid-node',
      Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
    {
      Sid: 'CutSessions',
      Effect: 'Allow',
      Action: 'iam:PutRolePolicy',
      Resource: 'arn:aws:iam::111122223333:role/ts-test-*-data-hub',
      Condition: {
        StringEquals: {
          'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/ts-test-organization-boundary',
        },
      },
    },
    {
      Sid: 'WriteSecrets',
      Effect: 'Allow',
      Action: ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:PutParameter'],
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/*/connectors/*',
    },
    {
      Sid: 'EncryptSecrets',
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
      Condition: {
        StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' },
        StringLike: {
          'kms:EncryptionContext:PARAMETER_ARN':
            'arn:aws:ssm:eu-central-1:111122223333:parameter/test/*/connectors/*',
        },
      },
    },
    DENY_CONTENTS_AND_CHANGES,
  ]);
  expect(ceiling('OperatorBoundary', WITHOUT_TRAIL)).toEqual(ceiling('OperatorBoundary', WITH_TRAIL));
});

test('the ceiling of auditors, where there is a trail: settings by patterns, and the trail word for word', () => {
  expect(ceiling('AuditorBoundary', WITH_TRAIL)).toEqual([
    {
      Sid: 'AllowOperations',
      Effect: 'Allow',
      Action: [
        'access-analyzer:Get*',
        'access-analyzer:List*',
        'athena:GetWorkGroup',
        'athena:List*',
        'cloudformation:Describe*',
        'cloudformation:Detect*',
        'cloudformation:Get*',
        'cloudformation:List*',
        'cloudtrail:Describe*',
        'cloudtrail:GetEventSelectors',
        'cloudtrail:GetTrail*',
        'cloudtrail:List*',
        'ecr:DescribeRepositories',
        'ecr:Get*Policy',
        'ecr:ListTagsForResource',
        'events:Describe*',
        'events:List*',
        'glue:GetDataCatalogEncryptionSettings',
        'glue:GetDatabase',
        'glue:GetSecurityConfiguration',
        'iam:Get*',
        'iam:List*',
        'iot:Describe*',
        'iot:GetPolicy',
        'iot:List*',
        'kms:Describe*',
        'kms:GetKey*',
        'kms:List*',
        'logs:Describe*',
        'logs:ListTagsForResource',
        's3:GetAccountPublicAccessBlock',
        's3:GetBucket*',
        's3:GetEncryptionConfiguration',
        's3:GetLifecycleConfiguration',
        's3:ListAllMyBuckets',
        'scheduler:Get*',
        'scheduler:List*',
        'sns:Get*',
        'sns:List*',
        'sqs:GetQueue*',
        'sqs:List*',
      ],
      Resource: '*',
    },
    ...RECORD_STATEMENTS,
    DENY_CONTENTS_AND_CHANGES,
  ]);
});

test('where there is none, nothing is read or decrypted', () => {
  expect(ceiling('AuditorBoundary', WITHOUT_TRAIL).map(({ Sid }) => Sid)).toEqual([
    'AllowOperations',
    'DenyContentsAndChanges',
  ]);
});

test('there is a boundary only where a role has it', () => {
  const issuer = 'https://operators.example.com';
  const boundaries = (use: string) =>
    operatorBoundaries(NAMING, {
      audit: {},
      signIn: { oidc: { issuer, audiences: { [use]: 'client' } } },
    }).map(({ managedPolicyName, uses }) => [managedPolicyName, uses]);
  expect(boundaries('monitor')).toEqual([['ts-test-operator-boundary', ['monitor']]]);
  expect(boundaries('auditor')).toEqual([['ts-test-auditor-boundary', ['auditor']]]);
});
