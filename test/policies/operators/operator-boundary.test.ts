import { Naming } from '../../../config/naming';
import { operatorBoundary } from '../../../policies/operators/operator-boundary';
import {
  OPERATOR_USES,
  type OperatorInputs,
  operatorPolicies,
} from '../../../policies/operators/operator-policies';
import { policyDocument } from '../../../policies/statement';
import { environment, NAMING, regionNamed } from '../../fixtures/environment';
import { RECORD_STATEMENTS } from './record-statements';

const ceiling = (audit: OperatorInputs['audit']) =>
  policyDocument(operatorBoundary(NAMING, { audit })).Statement;

test('the ceiling of all operators, where there is a trail', () => {
  expect(ceiling({})).toEqual([
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
        'cloudwatch:Describe*',
        'cloudwatch:Get*',
        'cloudwatch:List*',
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
        'iot:AttachPolicy',
        'iot:AttachThingPrincipal',
        'iot:CreateCertificateFromCsr',
        'iot:CreateThing',
        'iot:DeleteCertificate',
        'iot:DeleteThing',
        'iot:Describe*',
        'iot:DetachThingPrincipal',
        'iot:GetPolicy',
        'iot:GetThingShadow',
        'iot:List*',
        'iot:UpdateCertificate',
        'iot:UpdateThing',
        'iot:UpdateThingShadow',
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
        'ssm:CreateActivation',
        'ssm:DeleteActivation',
        'ssm:DeregisterManagedInstance',
        'ssm:Describe*',
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
    ...RECORD_STATEMENTS,
    {
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
    },
  ]);
});

test('where there is none, nothing is read or decrypted', () => {
  expect(ceiling(undefined).map(({ Sid }) => Sid)).toEqual([
    'AllowOperations',
    'PassNodeRoles',
    'CutSessions',
    'WriteSecrets',
    'EncryptSecrets',
    'DenyContentsAndChanges',
  ]);
  expect(JSON.stringify(ceiling(undefined).filter(({ Effect }) => Effect === 'Allow'))).not.toMatch(
    /s3:GetObject|kms:Decrypt|athena:Start/,
  );
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MANAGED_POLICY_CHARACTERS = 6_144;

test('every policy fits into a managed policy, with the longest names that buckets leave', () => {
  const region = regionNamed('ap-southeast-1');
  const naming = new Naming(environment({ namePrefix: 'xxxx', name: 'y'.repeat(12), region }));
  const inputs = { audit: {} };
  const policies = operatorPolicies(naming, inputs);
  const sizes = [...OPERATOR_USES.map((use) => policies[use]), operatorBoundary(naming, inputs)].map(
    (statements) => JSON.stringify(policyDocument(statements)).length,
  );
  expect(Math.max(...sizes)).toBeLessThan(MANAGED_POLICY_CHARACTERS);
});
