import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, tagsOf } from '../fixtures/organizations';
import { allow, compared, lines, NOTHING_MUCH, type Version } from './change';

const DATA = 'arn:aws:s3:::acme-data/*';
const ROLE = 'arn:aws:iam::111122223333:role/acme-role';

/** acme's bucket, with a policy of these statements. */
function bucket(...statements: JsonObject[]): NonNullable<Version['acme']> {
  return {
    Data: ['AWS::S3::Bucket', { BucketName: 'acme-data', Tags: tagsOf('acme') }],
    ...(statements.length === 0
      ? {}
      : {
          DataPolicy: [
            'AWS::S3::BucketPolicy',
            { Bucket: 'acme-data', PolicyDocument: policyOf(...statements) },
          ],
        }),
  };
}

/** A key of acme, with a policy of these statements. */
function key(...statements: JsonObject[]): NonNullable<Version['acme']> {
  return { Key: ['AWS::KMS::Key', { KeyPolicy: policyOf(...statements), Tags: tagsOf('acme') }] };
}

const ACCOUNT_MAY: JsonObject = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
};
const DENY_WRITES: JsonObject = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: DATA };
const letIn = (Principal: JsonObject | string, more: JsonObject = {}): JsonObject =>
  allow('s3:GetObject', DATA, { Principal, ...more });
const boundary = (...statements: JsonObject[]): Version => ({
  role: { PermissionsBoundary: { Ref: 'Boundary' } },
  acme: { Boundary: ['AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(...statements) }] },
});
const trust = (...statements: JsonObject[]): Version => ({
  role: { AssumeRolePolicyDocument: policyOf(...statements) },
});
const assume = (Principal: JsonObject, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const IOT = assume({ Service: 'credentials.iot.amazonaws.com' });

test.each<[string, Version, Version, string[]]>([
  [
    'a permission that moves to a managed policy',
    { statements: [NOTHING_MUCH, allow('s3:GetObject', DATA)] },
    {
      acme: {
        Managed: [
          'AWS::IAM::ManagedPolicy',
          { Roles: ['acme-role'], PolicyDocument: policyOf(allow('s3:GetObject', DATA)) },
        ],
      },
    },
    [],
  ],
  [
    'a tag that a policy compares',
    {
      statements: [allow('s3:GetObject', 'arn:aws:s3:::acme-data/${aws:PrincipalTag/orgKeyArn}/*')],
      role: { Tags: [...tagsOf('acme'), { Key: 'orgKeyArn', Value: 'a' }] },
    },
    {
      statements: [allow('s3:GetObject', 'arn:aws:s3:::acme-data/${aws:PrincipalTag/orgKeyArn}/*')],
      role: { Tags: [...tagsOf('acme'), { Key: 'orgKeyArn', Value: 'b' }] },
    },
    [
      'acme-role gained: s3:getobject on arn:aws:s3:::acme-data/b/*',
      'acme-role lost: s3:getobject on arn:aws:s3:::acme-data/a/*',
    ],
  ],
  [
    'a wider boundary',
    { ...boundary(allow('s3:GetObject', DATA)), statements: [allow('s3:*', DATA)] },
    { ...boundary(allow('s3:Get*', DATA)), statements: [allow('s3:*', DATA)] },
    [`acme-role gained: s3:get* on ${DATA}`],
  ],
  [
    'a wider boundary of a narrow role',
    { ...boundary(allow('s3:GetObject', DATA)), statements: [allow('s3:GetObject', DATA)] },
    { ...boundary(allow('s3:Get*', DATA)), statements: [allow('s3:GetObject', DATA)] },
    [`acme-role gained by the permissions boundary alone: s3:get* on ${DATA}`],
  ],
  [
    'a boundary that is taken away',
    { ...boundary(allow('s3:GetObject', DATA)), statements: [allow('s3:*', DATA)] },
    { statements: [allow('s3:*', DATA)] },
    [`acme-role gained: s3:* on ${DATA}`],
  ],
  [
    'a permission that the boundary holds back',
    { ...boundary(allow('s3:GetObject', DATA)), statements: [allow('s3:GetObject', DATA)] },
    { ...boundary(allow('s3:GetObject', DATA)), statements: [allow(['s3:GetObject', 's3:PutObject'], DATA)] },
    [`acme-role gained by identity policies alone: s3:putobject on ${DATA}`],
  ],
  [
    'a boundary that denies what it did not allow anyway',
    { ...boundary(allow('s3:GetObject', DATA)), statements: [allow('s3:*', DATA)] },
    {
      ...boundary(allow('s3:GetObject', DATA), { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }),
      statements: [allow('s3:*', DATA)],
    },
    [],
  ],
  [
    "anybody who is let in by a bucket's policy",
    { acme: bucket() },
    { acme: bucket(letIn('*')) },
    [
      `* gained: s3:getobject on ${DATA}`,
      `acme-role gained: s3:getobject on ${DATA}`,
      `acme-eu-role gained: s3:getobject on ${DATA}`,
    ],
  ],
  [
    'another account',
    { acme: bucket() },
    { acme: bucket(letIn({ AWS: 'arn:aws:iam::999988887777:root' })) },
    [`root gained: s3:getobject on ${DATA}`],
  ],
  [
    'a service, for any account',
    {
      acme: bucket(
        letIn(
          { Service: 'glue.amazonaws.com' },
          { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } },
        ),
      ),
    },
    {
      acme: bucket(
        letIn(
          { Service: 'glue.amazonaws.com' },
          { Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } } },
        ),
      ),
    },
    [`glue.amazonaws.com gained: s3:getobject on ${DATA} {"aws:sourceaccount":null}`],
  ],
  [
    "a role that a bucket's policy names",
    { acme: bucket() },
    { acme: bucket(letIn({ AWS: ROLE })) },
    [`acme-role gained: s3:getobject on ${DATA}`],
  ],
  [
    'a role that may do it already',
    { acme: bucket(), statements: [allow('s3:GetObject', DATA)] },
    { acme: bucket(letIn({ AWS: ROLE })), statements: [allow('s3:GetObject', DATA)] },
    [],
  ],
  [
    "a key's policy that lets nobody but the account in",
    { acme: key(ACCOUNT_MAY), statements: [allow('kms:Decrypt', '*')] },
    { acme: key({ ...ACCOUNT_MAY, Action: 'kms:DescribeKey' }), statements: [allow('kms:Decrypt', '*')] },
    [
      'acme-role lost: kms:decrypt on arn:aws:kms:eu-central-1:111122223333:key/(acme/Key)',
      'any-administrator lost: kms:* on arn:aws:kms:eu-central-1:111122223333:key/(acme/Key)',
    ],
  ],
  [
    'a new bucket that a policy matched before',
    { statements: [allow('s3:*', '*')] },
    { statements: [allow('s3:*', '*')], acme: bucket() },
    [],
  ],
  [
    'a bucket that is taken away',
    { statements: [allow('s3:*', '*')], acme: bucket() },
    { statements: [allow('s3:*', '*')] },
    [],
  ],
  [
    'a service that may assume a role',
    trust(IOT),
    trust(IOT, assume({ Service: 'ec2.amazonaws.com' })),
    ['ec2.amazonaws.com gained: sts:assumerole on ' + ROLE],
  ],
  [
    'a condition of a trust policy',
    trust(
      assume(
        { Service: 'glue.amazonaws.com' },
        { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } },
      ),
    ),
    trust(assume({ Service: 'glue.amazonaws.com' })),
    [`glue.amazonaws.com gained: sts:assumerole on ${ROLE} {"aws:sourceaccount":null}`],
  ],
  [
    "a permission that a bucket's policy takes away",
    { acme: bucket(DENY_WRITES), statements: [allow('s3:GetObject', DATA)] },
    { acme: bucket(DENY_WRITES), statements: [allow(['s3:GetObject', 's3:PutObject'], DATA)] },
    [`acme-role gained by identity policies alone: s3:putobject on ${DATA}`],
  ],
  [
    'what is no sign-in is no matter of the trust policy',
    {},
    { statements: [NOTHING_MUCH, allow('iam:PassRole', ROLE)] },
    [`acme-role gained: iam:passrole on ${ROLE}`],
  ],
  [
    'an identity provider that may assume a role',
    trust(IOT),
    trust(
      IOT,
      assume(
        { Federated: 'arn:aws:iam::111122223333:saml-provider/people' },
        { Action: 'sts:AssumeRoleWithSAML' },
      ),
    ),
    [`people gained: sts:assumerolewithsaml on ${ROLE}`],
  ],
  [
    'the account, which may assume a role',
    { ...trust(IOT), statements: [allow('sts:AssumeRole', '*')] },
    { ...trust(IOT, assume({ AWS: '111122223333' })), statements: [allow('sts:AssumeRole', '*')] },
    [`acme-role gained: sts:assumerole on ${ROLE}`, `any-administrator gained: sts:assumerole on ${ROLE}`],
  ],
])('%s', (_what, base, head, told) => {
  expect(lines(compared(base, head)).sort()).toEqual([...told].sort());
});
