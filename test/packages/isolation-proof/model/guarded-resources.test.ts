import { readGuardedResources } from '../../../../packages/isolation-proof/src/model/guarded-resources';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import { Ownership } from '../../../../packages/isolation-proof/src/model/ownership';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Unknown } from '../../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

type Resource = readonly [type: string, properties: JsonObject];
const PARAMETER = { Ref: 'Parameter' };
const allow = (Sid: string): JsonObject => ({
  Sid,
  Effect: 'Allow',
  Principal: '*',
  Action: 'x:y',
  Resource: '*',
});

/** What is read of resources, and what is not understood of them. */
function read(resources: Readonly<Record<string, Resource>>): {
  guarded: readonly GuardedResource[];
  unknowns: readonly string[];
} {
  const unknowns: Unknown[] = [];
  const stacks = [stackOf(resources)];
  const tags = { owner: 'orgSlug', comparedOfResources: ['other'] };
  const guarded = readGuardedResources(stacks, new Ownership(stacks, tags, unknowns), unknowns);
  return { guarded, unknowns: unknowns.map(({ place, reason }) => `${place}: ${reason}`) };
}

function shown({ guarded }: ReturnType<typeof read>): unknown[] {
  return guarded.map(({ kind, arn, contents, owner = 'nobody', policy, source }) => ({
    is: `${kind} ${arn} of ${owner}`,
    contents,
    policy: policy.map(({ name }) => name),
    source: source.path,
  }));
}

const BUCKET: Resource = ['AWS::S3::Bucket', { BucketName: 'data', Tags: tagsOf('acme') }];
const TOPIC: Resource = ['AWS::SNS::Topic', { TopicName: 'news' }];

test('a bucket, a repository and a key are guarded, the first two also without a policy', () => {
  const found = read({
    Bucket: BUCKET,
    Repository: ['AWS::ECR::Repository', { RepositoryName: 'images', Tags: tagsOf('acme') }],
    Key: ['AWS::KMS::Key', { KeyPolicy: policyOf(allow('Key')), Tags: tagsOf('acme') }],
    Topic: TOPIC,
  });
  expect(found.unknowns).toEqual([]);
  expect(shown(found)).toMatchObject([
    {
      is: 'bucket arn:aws:s3:::data of acme',
      contents: ['arn:aws:s3:::data/*'],
      policy: [],
      source: 'test/Bucket',
    },
    {
      is: `repository arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/images of acme`,
      policy: [],
      source: 'test/Repository',
    },
    {
      is: expect.stringMatching(/^key arn:aws:kms:.* of acme$/) as string,
      policy: ['Key'],
      source: 'test/Key',
    },
  ]);
});

test('tags are known of keys and repositories only', () => {
  const { guarded } = read({
    Bucket: BUCKET,
    Repository: ['AWS::ECR::Repository', { RepositoryName: 'images', Tags: tagsOf('acme') }],
    Key: ['AWS::KMS::Key', { KeyPolicy: policyOf(allow('Key')), Tags: tagsOf('acme') }],
  });
  const tag = 'aws:resourcetag/orgslug';
  expect(
    guarded.map(({ kind, facts }) => [kind, facts.get(tag), facts.get('aws:resourcetag/other')]),
  ).toStrictEqual([
    ['bucket', undefined, undefined],
    ['repository', known('acme'), absent],
    ['key', known('acme'), absent],
  ]);
});

test('a policy beside a resource is its own, whatever else the resource is', () => {
  const found = read({
    Topic: TOPIC,
    Policy: [
      'AWS::SNS::TopicPolicy',
      { Topics: [{ Ref: 'Topic' }], PolicyDocument: policyOf(allow('Topic')) },
    ],
    Bucket: BUCKET,
    BucketPolicy: [
      'AWS::S3::BucketPolicy',
      { Bucket: { Ref: 'Bucket' }, PolicyDocument: policyOf(allow('Bucket')) },
    ],
  });
  expect(found.unknowns).toEqual([]);
  expect(shown(found)).toMatchObject([
    {
      is: `other arn:aws:sns:eu-central-1:${ACCOUNT}:news of nobody`,
      policy: ['Topic'],
      source: 'test/Policy',
    },
    { is: 'bucket arn:aws:s3:::data of acme', policy: ['Bucket'], source: 'test/BucketPolicy' },
  ]);
});

test('permissions of a function add up, and two policies of a bucket do not', () => {
  const permission = (Principal: string): Resource => [
    'AWS::Lambda::Permission',
    { FunctionName: 'f', Action: 'lambda:InvokeFunction', Principal },
  ];
  const added = read({
    Function: ['AWS::Lambda::Function', { FunctionName: 'f' }],
    One: permission('s3.amazonaws.com'),
    Two: permission('sns.amazonaws.com'),
  });
  expect(added.unknowns).toEqual([]);
  expect(added.guarded[0]?.policy.flatMap(({ principals }) => principals?.services)).toEqual([
    's3.amazonaws.com',
    'sns.amazonaws.com',
  ]);
  const policy: Resource = [
    'AWS::S3::BucketPolicy',
    { Bucket: 'data', PolicyDocument: policyOf(allow('x')) },
  ];
  const several = read({ Bucket: BUCKET, One: policy, Two: policy });
  expect(several).toEqual({
    guarded: [],
    unknowns: [
      'test/Bucket: the resource has several policies, and which of them counts is unknown: test/One, test/Two; put them together',
    ],
  });
});

test('a policy of the whole account is about everything of its service', () => {
  const found = read({
    Policy: [
      'AWS::Logs::ResourcePolicy',
      { PolicyName: 'p', PolicyDocument: JSON.stringify(policyOf(allow('Logs'))) },
    ],
  });
  const everything = `arn:aws:logs:eu-central-1:${ACCOUNT}:*`;
  expect(found.unknowns).toEqual([]);
  expect(shown(found)).toEqual([
    { is: `other ${everything} of nobody`, contents: [everything], policy: ['Logs'], source: 'test/Policy' },
  ]);
});

test.each<[string, Record<string, Resource>, string]>([
  [
    'a key without a policy',
    { Key: ['AWS::KMS::Key', {}] },
    'test/Key: a key without a policy of its own has one that AWS chooses; give it a KeyPolicy',
  ],
  [
    'the policy of a bucket that no template makes',
    { Policy: ['AWS::S3::BucketPolicy', { Bucket: 'none', PolicyDocument: policyOf(allow('x')) }] },
    'test/Policy: it is the policy of arn:aws:s3:::none, which no template makes; judge it with the stack that makes it, or leave the policy to that one',
  ],
  [
    'the policy of what is not known',
    { Policy: ['AWS::S3::BucketPolicy', { Bucket: PARAMETER, PolicyDocument: policyOf(allow('x')) }] },
    'test/Policy: what Bucket names is unknown before deployment: {"Ref":"Parameter"}; name what a template makes',
  ],
  [
    'a bucket whose name is not known',
    { Bucket: ['AWS::S3::Bucket', { BucketName: PARAMETER }] },
    'test/Bucket: its ARN is unknown before deployment; let its name be a text, or leave it to AWS',
  ],
  [
    'a document that is not understood',
    { Bucket: BUCKET, Policy: ['AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: {} }] },
    'test/Policy: PolicyDocument: the Version undefined is not "2012-10-17"; set it, because older versions have no policy variables',
  ],
])('%s is not understood, and said where it stands', (_what, resources, expected) => {
  expect(read(resources).unknowns).toEqual([expected]);
});
