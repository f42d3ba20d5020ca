import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../../packages/isolation-proof/src/resources/resolve';
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
    Group: ['AWS::IAM::Group', { GroupName: 'admins' }],
    Profile: ['AWS::IAM::InstanceProfile', { Roles: ['acme'] }],
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
const select = (index: Json, list: Json): Json => ({ 'Fn::Select': [index, list] });
const split = (separator: string, text: Json): Json => ({ 'Fn::Split': [separator, text] });

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
  ['a dynamic reference, which is not known', '{{resolve:ssm:/acme/bucket}}', undefined],
  ['a text around a dynamic reference', 'arn:aws:s3:::{{resolve:ssm:/acme/bucket:1}}/*', undefined],
  ['a dynamic reference in pieces', join('{{res', 'olve:ssm:/x}}'), undefined],
  ['a substituted dynamic reference', sub('{{resolve:ssm:/${AWS::Region}}}'), undefined],
  ['a part of a dynamic reference', select(1, split(':', '{{resolve:ssm:/x}}')), undefined],
  ['a selected dynamic reference', select(0, ['{{resolve:ssm:/x}}', 'y']), undefined],
  ['what is selected beside a dynamic reference', select(1, ['{{resolve:ssm:/x}}', 'y']), 'y'],
  ['braces that are no dynamic reference', '{{acme}}', '{{acme}}'],
  ['a name', { Ref: 'Role' }, 'acme'],
  ['a name that is itself composed', { Ref: 'Bucket' }, `data-${ACCOUNT}`],
  ['a name that is a parameter', { Ref: 'User' }, undefined],
  ['a name that AWS makes', { Ref: 'Unnamed' }, '(stack.Unnamed)'],
  ['a group', { Ref: 'Group' }, 'admins'],
  ['the ARN of a group', { 'Fn::GetAtt': ['Group', 'Arn'] }, `arn:aws:iam::${ACCOUNT}:group/admins`],
  ['an instance profile', { Ref: 'Profile' }, '(stack.Profile)'],
  [
    'the ARN of an instance profile',
    { 'Fn::GetAtt': ['Profile', 'Arn'] },
    `arn:aws:iam::${ACCOUNT}:instance-profile/(stack.Profile)`,
  ],
  [
    'the ARN of a policy as an attribute',
    { 'Fn::GetAtt': ['Policy', 'PolicyArn'] },
    `arn:aws:iam::${ACCOUNT}:policy/p`,
  ],
  ['a policy, by its ARN', { Ref: 'Policy' }, `arn:aws:iam::${ACCOUNT}:policy/p`],
  ['a topic, by its ARN', { Ref: 'Topic' }, `arn:aws:sns:eu-central-1:${ACCOUNT}:(stack.Topic)`],
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
  ['an item of an ARN', select(4, split(':', { 'Fn::GetAtt': ['Role', 'Arn'] })), ACCOUNT],
  [
    'the name at the end of an ARN',
    select(1, split('/', select('5', split(':', { 'Fn::GetAtt': ['Role', 'Arn'] })))),
    'acme',
  ],
  ['an id that AWS makes', select(1, split('/', { 'Fn::GetAtt': ['Key', 'Arn'] })), '(stack.Key)'],
  ['a join of what a text is split into', { 'Fn::Join': ['|', split(':', 'a:b')] }, 'a|b'],
  ['an item of a list with references', select(1, ['a', { Ref: 'Role' }]), 'acme'],
  // A part of an id that AWS makes is not a part of what stands for it.
  ['an ARN split by what ids hold', select(0, split('.', { 'Fn::GetAtt': ['Key', 'Arn'] })), undefined],
  ['a name split by what names hold', select(0, split('-', { Ref: 'Bucket' })), undefined],
  ['a policy variable that would be split', select(0, split('/', '${aws:PrincipalTag/orgSlug}')), undefined],
  ['an item of a parameter', select(0, { Ref: 'Parameter' }), undefined],
  ['an item of a text that is a parameter', select(0, split(',', { Ref: 'Parameter' })), undefined],
  ['an item at a place that is a parameter', select({ Ref: 'Parameter' }, ['a', 'b']), undefined],
  ['an Availability Zone', select(0, { 'Fn::GetAZs': '' }), undefined],
  ['an address range', select(0, { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }), undefined],
  ['a join of a parameter', { 'Fn::Join': [',', { Ref: 'Parameter' }] }, undefined],
  ['an import of no stack', { 'Fn::ImportValue': 'x' }, undefined],
  ['an item of an import', select(0, split(',', { 'Fn::ImportValue': 'x' })), undefined],
  ['branches that are the same', { 'Fn::If': ['C', { Ref: 'Role' }, { Ref: 'Role' }] }, 'acme'],
])('resolves %s', (_what, value, expected) => {
  expect(resolve(value)).toBe(expected);
});

test.each<[string, Json]>([
  ['null', null],
  ['a list of texts', ['a']],
  ['an empty object', {}],
  ['two functions at once', { Ref: 'Role', 'Fn::Sub': 'a' }],
  ['an encoding', { 'Fn::Base64': 'x' }],
  ['an item behind the end', select(1, ['a'])],
  ['an item at a place that is no number', select('first', ['a'])],
  ['an item before the beginning', select(-1, ['a'])],
  ['an item of a text', select(0, 'a')],
  ['an item of an encoding', select(0, { 'Fn::Base64': 'x' })],
  ['an item of nothing', { 'Fn::Select': [0] }],
  ['an item of two lists', { 'Fn::Select': [0, ['a'], ['b']] }],
  ['a list', split(':', 'a:b')],
  ['a split without a text', select(0, { 'Fn::Split': [':'] })],
  ['a split by a reference', select(0, { 'Fn::Split': [{ Ref: 'Role' }, 'a'] })],
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
  ['a function within a join', join({ 'Fn::Base64': 'x' })],
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
