import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../../packages/isolation-proof/src/templates/resolve';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

const STACK = stackOf(
  {
    Bucket: ['AWS::S3::Bucket', { BucketName: { 'Fn::Sub': 'data-${AWS::AccountId}' } }],
    Unnamed: ['AWS::S3::Bucket', {}],
    Key: ['AWS::KMS::Key', {}],
    Role: ['AWS::IAM::Role', { RoleName: 'acme' }],
    User: ['AWS::IAM::User', { UserName: { Ref: 'Parameter' } }],
    Policy: ['AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'p' }],
    Repository: ['AWS::ECR::Repository', { RepositoryName: 'r' }],
    Topic: ['AWS::SNS::Topic', {}],
    Alice: ['AWS::S3::Bucket', { BucketName: { Ref: 'Bob' } }],
    Bob: ['AWS::S3::Bucket', { BucketName: { Ref: 'Alice' } }],
  },
  'stack',
);
const resolve = (value: Json): string | undefined => resolveText(value, STACK);
const join = (...parts: Json[]): Json => ({ 'Fn::Join': ['', parts] });
const sub = (text: string, variables?: Json): Json => ({
  'Fn::Sub': variables === undefined ? text : [text, variables],
});

test.each<[string, Json, string | undefined]>([
  ['text', 'acme', 'acme'],
  ['a number', 7, '7'],
  ['a boolean', false, 'false'],
  ['an account', { Ref: 'AWS::AccountId' }, ACCOUNT],
  ['a partition', { Ref: 'AWS::Partition' }, 'aws'],
  ['a Region', { Ref: 'AWS::Region' }, 'eu-central-1'],
  ['a stack', { Ref: 'AWS::StackName' }, 'stack'],
  ['a suffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  ['a stack id, which is not known', { Ref: 'AWS::StackId' }, undefined],
  ['no value, which is not known', { Ref: 'AWS::NoValue' }, undefined],
  ['a parameter, which is not known', { Ref: 'Parameter' }, undefined],
  ['a name', { Ref: 'Role' }, 'acme'],
  ['a name that is itself composed', { Ref: 'Bucket' }, `data-${ACCOUNT}`],
  ['a name that is a parameter', { Ref: 'User' }, undefined],
  ['a name that AWS makes', { Ref: 'Unnamed' }, '(stack.Unnamed)'],
  ['a policy, by its ARN', { Ref: 'Policy' }, `arn:aws:iam::${ACCOUNT}:policy/p`],
  ['a resource of another type', { Ref: 'Topic' }, undefined],
  ['an ARN', { 'Fn::GetAtt': ['Role', 'Arn'] }, `arn:aws:iam::${ACCOUNT}:role/acme`],
  ['an ARN in the short form', { 'Fn::GetAtt': 'Role.Arn' }, `arn:aws:iam::${ACCOUNT}:role/acme`],
  ['the ARN of a bucket', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, `arn:aws:s3:::data-${ACCOUNT}`],
  [
    'the ARN of a key',
    { 'Fn::GetAtt': ['Key', 'Arn'] },
    `arn:aws:kms:eu-central-1:${ACCOUNT}:key/(stack.Key)`,
  ],
  [
    'the ARN of a repository',
    { 'Fn::GetAtt': ['Repository', 'Arn'] },
    `arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/r`,
  ],
  ['an ARN with a name that is a parameter', { 'Fn::GetAtt': ['User', 'Arn'] }, undefined],
  ['an attribute that is not known', { 'Fn::GetAtt': ['Role', 'RoleId'] }, undefined],
  ['a join', join('a', { Ref: 'Role' }, 1), 'aacme1'],
  ['a join with a separator', { 'Fn::Join': [':', ['a', 'b']] }, 'a:b'],
  ['an empty join', join(), ''],
  ['a join with a part that is not known', join('a', { Ref: 'Parameter' }), undefined],
  ['a substitution', sub('x-${Role}-${AWS::Region}'), 'x-acme-eu-central-1'],
  ['a substituted attribute', sub('${Role.Arn}/*'), `arn:aws:iam::${ACCOUNT}:role/acme/*`],
  ['a variable of its own', sub('${Own}', { Own: { Ref: 'Role' } }), 'acme'],
  ['a variable of its own before a resource', sub('${Role}', { Role: 'mine' }), 'mine'],
  ['a policy variable', sub('${!aws:PrincipalTag/orgSlug}/*'), '${aws:PrincipalTag/orgSlug}/*'],
  ['a substituted parameter', sub('a-${Parameter}'), undefined],
  ['branches that are the same', { 'Fn::If': ['C', { Ref: 'Role' }, { Ref: 'Role' }] }, 'acme'],
])('resolves %s', (_what, value, expected) => {
  expect(resolve(value)).toBe(expected);
});

test.each<[string, Json]>([
  ['null', null],
  ['a list', ['a']],
  ['an empty object', {}],
  ['two functions at once', { Ref: 'Role', 'Fn::Sub': 'a' }],
  ['an import', { 'Fn::ImportValue': 'x' }],
  ['a selection', { 'Fn::Select': [0, ['a']] }],
  ['a mapping', { 'Fn::FindInMap': ['a', 'b', 'c'] }],
  ['a transform', { 'Fn::Transform': { Name: 'x' } }],
  ['branches that differ', { 'Fn::If': ['C', 'a', 'b'] }],
  ['a missing branch', { 'Fn::If': ['C', 'a'] }],
  ['no branch', { 'Fn::If': ['C'] }],
  ['a Ref without a name', { Ref: ['Role'] }],
  ['an attribute of what does not exist', { 'Fn::GetAtt': ['Nobody', 'Arn'] }],
  ['an attribute of nothing', { 'Fn::GetAtt': [] }],
  ['a join without a list', { 'Fn::Join': ['', 'a'] }],
  ['a join of three', { 'Fn::Join': ['', ['a'], 'b'] }],
  ['a join with a separator that is no text', { 'Fn::Join': [{ Ref: 'Role' }, ['a']] }],
  ['a substitution without a text', { 'Fn::Sub': [{ Ref: 'Role' }, {}] }],
  ['variables that are no map', sub('a', 'b')],
  ['a function within a join', join({ 'Fn::ImportValue': 'x' })],
  ['names that lead in a circle', { Ref: 'Alice' }],
])('refuses %s', (_what, value) => {
  expect(() => resolve(value)).toThrow(NotUnderstoodError);
});

test('a parameter with the name of a property that every object has is not known', () => {
  expect(resolve({ Ref: 'constructor' })).toBeUndefined();
});

test('the path of a role is a part of its ARN', () => {
  const stack = stackOf({ Role: ['AWS::IAM::Role', { RoleName: 'acme', Path: '/hubs/' }] });
  expect(resolveText({ 'Fn::GetAtt': ['Role', 'Arn'] }, stack)).toBe(
    `arn:aws:iam::${ACCOUNT}:role/hubs/acme`,
  );
});
