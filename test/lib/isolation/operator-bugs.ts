import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { type Edit, inResource, inStatement } from './contract/platform';
import { OPERATIONS } from './operators-platform';
import { bucket } from './planted-bug';

/** What the mistake is, what it changes, what is found, and which lock is judged by itself. */
export type OperatorBug = readonly [bug: string, edit: Edit, what: RegExp, lens: string];

/** A part of a statement of the operators' stack in place of what it says. */
export const change = (sid: string, part: JsonObject): Edit =>
  inStatement(OPERATIONS, sid, (statement) => ({ ...statement, ...part }));
const beside = (sid: string, statement: JsonObject): Edit =>
  inStatement(OPERATIONS, sid, (before) => [before, { Sid: 'More', Effect: 'Allow', ...statement }]);
const inTrust = (part: JsonObject): Edit => change('IdentityProvider', part);

export const IDENTITY = 'identity policies alone';
const BOUNDARY = 'the permissions boundary alone';
const AUDIENCE = { 'operators.example.com:aud': 'auditor.test' };

/** Mistakes in the roles of operators that an engineer could make, each with what the claims say of it. */
export const OPERATOR_BUGS: readonly OperatorBug[] = [
  [
    'support that reads objects "to help"',
    beside('SeeState', { Action: 's3:GetObject', Resource: `${bucket('standardized')}/*` }),
    /role\/ts-test-monitor may s3:getobject on .*standardized/,
    IDENTITY,
  ],
  [
    'a listing of a data bucket',
    change('ReadRecords', { Resource: bucket('raw') }),
    /role\/ts-test-auditor may s3:listbucket on .*-raw-/,
    IDENTITY,
  ],
  [
    'every read of Systems Manager, values of parameters included',
    beside('ListSecrets', { Action: 'ssm:Get*', Resource: '*' }),
    /secret-writer may ssm:get/,
    IDENTITY,
  ],
  [
    'encryption for any service',
    change('EncryptSecrets', {
      Condition: {
        StringLike: {
          'kms:EncryptionContext:PARAMETER_ARN':
            'arn:aws:ssm:eu-central-1:111122223333:parameter/test/*/connectors/*',
        },
      },
    }),
    /secret-writer may kms:encrypt/,
    IDENTITY,
  ],
  [
    'encryption for any parameter',
    change('EncryptSecrets', {
      Condition: { StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' } },
    }),
    /secret-writer may kms:encrypt/,
    IDENTITY,
  ],
  [
    'decryption beside encryption',
    change('EncryptSecrets', { Action: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'] }),
    /secret-writer may kms:decrypt/,
    IDENTITY,
  ],
  [
    'secrets of the whole environment, and of others',
    change('WriteSecrets', { Resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/*' }),
    /secret-writer may ssm:/,
    IDENTITY,
  ],
  [
    'an inline policy on any role',
    change('CutSessions', { Resource: 'arn:aws:iam::111122223333:role/*' }),
    /hub-revoker may iam:putrolepolicy/,
    IDENTITY,
  ],
  [
    'an inline policy on roles without a boundary',
    inStatement(OPERATIONS, 'CutSessions', ({ Condition: _, ...statement }) => statement),
    /hub-revoker may iam:putrolepolicy/,
    IDENTITY,
  ],
  [
    'any role passed to Systems Manager',
    change('PassNodeRoles', { Resource: 'arn:aws:iam::111122223333:role/*' }),
    /hub-operator may iam:passrole/,
    IDENTITY,
  ],
  [
    'node roles passed to any service',
    inStatement(OPERATIONS, 'PassNodeRoles', ({ Condition: _, ...statement }) => statement),
    /hub-operator may iam:passrole/,
    IDENTITY,
  ],
  [
    'operators who may become others',
    beside('SeeState', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/cdk-*' }),
    /monitor may sts:assumerole/,
    IDENTITY,
  ],
  [
    'revocations written by whoever enrols',
    beside('PassNodeRoles', {
      Action: 'iam:PutRolePolicy',
      Resource: 'arn:aws:iam::111122223333:role/ts-test-*-data-hub',
    }),
    /hub-operator may iam:putrolepolicy/,
    IDENTITY,
  ],
  [
    'log events for the monitor',
    beside('SeeState', { Action: 'logs:*', Resource: '*' }),
    /monitor may logs:/,
    IDENTITY,
  ],
  [
    'messages for the monitor',
    beside('SeeState', { Action: 'sqs:ReceiveMessage', Resource: '*' }),
    /monitor may sqs:receivemessage/,
    IDENTITY,
  ],
  [
    'queries in any workgroup for the auditor',
    change('AskTrail', { Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/*' }),
    /auditor may athena:/,
    IDENTITY,
  ],
  [
    "tables of every organization's database for the auditor",
    change('ReadTablesOfTrail', { Resource: '*' }),
    /auditor may glue:/,
    IDENTITY,
  ],
  [
    'every table whose name begins like that of a part of the trail, for the auditor',
    change('ReadTablesOfTrail', {
      Resource: 'arn:aws:glue:eu-central-1:111122223333:table/ts_test_*/audit*',
    }),
    /auditor may glue:/,
    IDENTITY,
  ],
  [
    'whatever S3 encrypted for the auditor',
    change('DecryptRecords', {
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
    }),
    /auditor may kms:decrypt/,
    IDENTITY,
  ],
  [
    'an auditor who repairs what is found',
    beside('SeeSettings', { Action: 's3:PutBucketPolicy', Resource: '*' }),
    /auditor may s3:putbucketpolicy/,
    IDENTITY,
  ],
  [
    'tags of principals',
    beside('SeeSettings', { Action: 'iam:Tag*', Resource: '*' }),
    /auditor may iam:tag/,
    IDENTITY,
  ],
  [
    'a trail that can be stopped',
    beside('SeeSettings', { Action: 'cloudtrail:StopLogging', Resource: '*' }),
    /auditor may cloudtrail:stoplogging/,
    IDENTITY,
  ],
  ['a boundary that lets objects be read', change('ReadRecords', { Resource: '*' }), /may s3:/, BOUNDARY],
  [
    'a boundary that lets keys decrypt for S3',
    change('DecryptRecords', { Condition: {} }),
    /may kms:decrypt/,
    BOUNDARY,
  ],
  [
    'a boundary that lets any parameter be written',
    change('WriteSecrets', { Resource: '*' }),
    /may ssm:(?:addtagstoresource|deleteparameter|putparameter)/,
    BOUNDARY,
  ],
  [
    'a boundary that lets any role be passed',
    change('PassNodeRoles', { Resource: '*' }),
    /may iam:passrole/,
    BOUNDARY,
  ],
  [
    'a boundary that lets policies be put on any role',
    change('CutSessions', { Resource: '*' }),
    /may iam:putrolepolicy/,
    BOUNDARY,
  ],
  [
    'a boundary of everything',
    change('AllowOperations', { Action: '*' }),
    /, which is not its job/,
    BOUNDARY,
  ],
  [
    'a role without a boundary',
    inResource(OPERATIONS, 'AWS::IAM::Role', (properties) => {
      delete properties['PermissionsBoundary'];
    }),
    /has no permissions boundary/,
    'no request',
  ],
  [
    'a role for a use that nobody declared',
    inResource(OPERATIONS, 'AWS::IAM::Role', (properties) => {
      if (properties['RoleName'] === 'ts-test-monitor') properties['RoleName'] = 'ts-test-helpdesk';
    }),
    /people may assume .*role\/ts-test-helpdesk, which is for no declared use/,
    'no request',
  ],
  [
    'sessions of twelve hours',
    inResource(OPERATIONS, 'AWS::IAM::Role', (properties) => {
      properties['MaxSessionDuration'] = 43_200;
    }),
    /may last longer than an hour/,
    'no request',
  ],
  [
    "an organization's hub that becomes one",
    inTrust({ Principal: { AWS: 'arn:aws:iam::111122223333:role/ts-test-acme-data-hub' } }),
    /role\/ts-test-acme-data-hub may assume/,
    'no request',
  ],
  [
    'sessions that name nobody',
    inTrust({ Condition: { StringEquals: AUDIENCE } }),
    /need not name the person/,
    'no request',
  ],
  [
    'sessions that name somebody where they name anybody',
    inTrust({ Condition: { StringEquals: AUDIENCE, StringLikeIfExists: { 'sts:SourceIdentity': '*' } } }),
    /need not name the person/,
    'no request',
  ],
  [
    'sessions that bring tags',
    inTrust({ Action: ['sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity', 'sts:TagSession'] }),
    /may bring tags/,
    'no request',
  ],
];
