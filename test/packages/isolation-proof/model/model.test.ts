import { TAGS } from '../fixtures/tenant-tags';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import { inlinePolicy, policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

type Resource = readonly [string, JsonObject];
const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const OPEN_ROLE = roleOf('acme');

const managed = (properties: JsonObject = {}): Resource => [
  'AWS::IAM::ManagedPolicy',
  { ManagedPolicyName: 'managed', PolicyDocument: policyOf({ ...ALLOW, Sid: 'Managed' }), ...properties },
];

function modelOf(resources: Readonly<Record<string, Resource>>): ReturnType<typeof readModel> {
  return readModel([stackOf(resources)], { tags: TAGS });
}

test('a role has its inline, referenced and attached policies, its boundary, its tags and its trust', () => {
  const { principals } = modelOf({
    Role: roleOf('acme', {
      ...inlinePolicy({ ...ALLOW, Sid: 'Inline' }),
      ManagedPolicyArns: [{ Ref: 'Referenced' }],
      PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
    }),
    Referenced: managed({
      ManagedPolicyName: 'referenced',
      PolicyDocument: policyOf({ ...ALLOW, Sid: 'Referenced' }),
    }),
    Attached: managed({ Roles: [{ Ref: 'Role' }] }),
    Boundary: managed({
      ManagedPolicyName: 'boundary',
      PolicyDocument: policyOf({ ...ALLOW, Sid: 'Boundary' }),
    }),
  });
  expect(
    principals.map(({ arn, owner, identity, boundary, trust }) => ({
      arn,
      owner,
      identity: identity.map(({ name }) => name),
      boundary: boundary?.map(({ name }) => name),
      trust: trust.map(({ name }) => name),
    })),
  ).toEqual([
    {
      arn: `arn:aws:iam::${ACCOUNT}:role/acme-role`,
      owner: 'acme',
      identity: ['Inline', 'Referenced', 'Managed'],
      boundary: ['Boundary'],
      trust: ['IotCredentialsProvider'],
    },
  ]);
  expect(principals[0]?.facts.get('aws:principaltag/orgslug')).toEqual(known('acme'));
  expect(principals[0]?.facts.get('aws:principaltag/orgkeyarn')).toBe(absent);
  expect(principals[0]?.facts.get('aws:principaltag/unheardof')).toBeUndefined();
});

test('an existing user has the policy that names it, the tags of its organization, and no boundary', () => {
  const { principals } = modelOf({ Role: OPEN_ROLE, Policy: managed({ Users: ['ann'] }) });
  expect(principals.find(({ kind }) => kind === 'user')).toMatchObject({
    arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
    owner: 'acme',
    boundary: undefined,
    identity: [{ name: 'Managed' }],
  });
});

test('a user that a template makes is not counted twice', () => {
  const { principals } = modelOf({
    Role: OPEN_ROLE,
    User: ['AWS::IAM::User', { UserName: 'ann', Tags: tagsOf('acme') }],
    Policy: managed({ Users: [{ Ref: 'User' }] }),
  });
  expect(principals.filter(({ kind }) => kind === 'user').map(({ identity }) => identity.length)).toEqual([
    1,
  ]);
});

test('a bucket has its policy, and is guarded by nothing without one', () => {
  const { guarded } = modelOf({
    Bucket: ['AWS::S3::Bucket', { BucketName: 'data', Tags: tagsOf('acme') }],
    Bare: ['AWS::S3::Bucket', { BucketName: 'bare', Tags: tagsOf('acme') }],
    Policy: [
      'AWS::S3::BucketPolicy',
      { Bucket: { Ref: 'Bucket' }, PolicyDocument: policyOf({ ...ALLOW, Principal: '*' }) },
    ],
  });
  expect(guarded.map(({ arn, policy }) => [arn, policy.length])).toEqual([
    ['arn:aws:s3:::data', 1],
    ['arn:aws:s3:::bare', 0],
  ]);
  expect(guarded.map(({ facts }) => facts.get('aws:resourcetag/orgslug'))).toEqual([undefined, undefined]);
});

const BUCKET: Resource = ['AWS::S3::Bucket', { BucketName: 'data' }];
const BUCKET_POLICY: Resource = [
  'AWS::S3::BucketPolicy',
  { Bucket: 'data', PolicyDocument: policyOf(ALLOW) },
];

test.each<[string, Record<string, Resource>, string]>([
  [
    'a boundary from elsewhere',
    { R: roleOf('a', { PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/b` }) },
    'policy/b is not in the templates',
  ],
  [
    'a boundary that is a parameter',
    { R: roleOf('a', { PermissionsBoundary: { Ref: 'P' } }) },
    'unknown before deployment',
  ],
  [
    'policies that are a parameter',
    { R: roleOf('a', { ManagedPolicyArns: { Ref: 'P' } }) },
    'unknown before deployment',
  ],
  ['an inline policy on a condition', { R: roleOf('a', { Policies: [{ 'Fn::If': [] }] }) }, 'not an object'],
  ['a role without trust', { R: ['AWS::IAM::Role', { RoleName: 'r' }] }, 'not an object'],
  [
    'a role with a name that is a parameter',
    { R: roleOf('a', { RoleName: { Ref: 'P' } }) },
    'unknown before deployment',
  ],
  ['a type of IAM to come', { R: ['AWS::IAM::Future', {}] }, 'AWS::IAM::Future is not supported'],
  [
    'a policy without a document',
    { R: managed({ PolicyDocument: { Version: '2012-10-17' } }) },
    'no statement',
  ],
  [
    'a policy of a queue that no template makes',
    {
      R: [
        'AWS::SQS::QueuePolicy',
        {
          PolicyDocument: policyOf({ ...ALLOW, Principal: '*' }),
          Queues: ['https://sqs.eu-central-1.amazonaws.com/111122223333/jobs'],
        },
      ],
    },
    'it is the policy of arn:aws:sqs:eu-central-1:111122223333:jobs, which no template makes',
  ],
  [
    'a policy deep in a type to come',
    { R: ['AWS::New::Thing', { A: [{ B: { C: { Effect: 'Allow', NotAction: 'x:*' } } }] }] },
    'AWS::New::Thing',
  ],
  ['a key without a policy', { R: ['AWS::KMS::Key', {}] }, 'AWS chooses'],
  ['two policies of a bucket', { R: BUCKET, One: BUCKET_POLICY, Two: BUCKET_POLICY }, 'several policies'],
  [
    'a bucket with a name that is a parameter',
    { R: ['AWS::S3::Bucket', { BucketName: { Ref: 'P' } }] },
    'ARN',
  ],
  ['a user of no organization', { R: managed({ Users: ['ann'] }) }, 'user/ann is unknown'],
  ['a user that is a parameter', { R: managed({ Users: [{ Ref: 'P' }] }) }, 'unknown before deployment'],
  ['two organizations', { R: roleOf('acme'), Other: roleOf('acme-eu') }, 'orgSlug=acme-eu'],
])('%s is not supported', (_what, resources, message) => {
  expect(() => modelOf(resources)).toThrow(UndecidedError);
  expect(() => modelOf(resources)).toThrow(message);
});

test('whoever holds a certificate with an IoT policy of no organization is a principal of none', () => {
  const { principals } = modelOf({
    R: ['AWS::IoT::Policy', { PolicyName: 'p', PolicyDocument: policyOf(ALLOW) }],
  });
  expect(principals).toMatchObject([
    { kind: 'certificate', owner: undefined, identity: [{ effect: 'Allow' }] },
  ]);
});

test('stacks of several accounts are not judged together', () => {
  const here = stackOf({ B: BUCKET }, 'here');
  const there = { ...stackOf({ B: BUCKET }, 'there'), account: '999999999999' };
  expect(() => readModel([here, there], { tags: TAGS })).toThrow('several accounts');
  expect(() => readModel([here], { tags: TAGS })).not.toThrow();
});

test('every place that is not understood is reported, with its path', () => {
  const places = (): string[] => {
    try {
      modelOf({ A: ['AWS::IAM::AccessKey', {}], B: ['AWS::KMS::Key', {}], C: managed({ Groups: ['g'] }) });
    } catch (error) {
      if (error instanceof UndecidedError) return error.unknowns.map(({ place }) => place);
    }
    return [];
  };
  expect(places().toSorted()).toEqual(['test/A', 'test/B', 'test/C']);
});
