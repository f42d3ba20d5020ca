import { readIdentities } from '../../../../packages/isolation-proof/src/model/identities';
import { Ownership } from '../../../../packages/isolation-proof/src/model/ownership';
import type { Unknown } from '../../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

type Resources = Parameters<typeof stackOf>[0];

const ROLE = roleOf('acme');
const allow = (Sid: string): JsonObject =>
  policyOf({ Sid, Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-data/*' });
const named = (name: string): JsonObject => ({ PolicyName: name, PolicyDocument: allow(name) });
const user = (properties: JsonObject = {}): Resources[string] => [
  'AWS::IAM::User',
  { UserName: 'ann', Tags: tagsOf('acme'), ...properties },
];
const GROUP: Resources[string] = ['AWS::IAM::Group', { GroupName: 'analysts' }];

/** What is read of the stacks of acme and acme-eu, each of which has these resources beside a role. */
function read(acme: Resources, acmeEu: Resources = {}) {
  const unknowns: Unknown[] = [];
  const stacks = [
    stackOf({ Role: ROLE, ...acme }, 'acme'),
    stackOf({ Role: roleOf('acme-eu'), ...acmeEu }, 'acme-eu'),
  ];
  const ownership = new Ownership(stacks, TAGS, unknowns);
  return { principals: readIdentities(stacks, ownership, unknowns), unknowns };
}

/** Names of the statements of each principal, by the end of its ARN. */
function statementsOf(...stacks: Parameters<typeof read>): Record<string, string[]> {
  const { principals, unknowns } = read(...stacks);
  expect(unknowns).toEqual([]);
  return Object.fromEntries(
    principals.map(({ arn, identity }) => [
      arn.replace(/^.*?:(?=user|role)/, ''),
      identity.map(({ name }) => name),
    ]),
  );
}

const NOTHING = { 'role/acme-role': [], 'role/acme-eu-role': [] };

test.each<[string, Resources, Record<string, string[]>]>([
  [
    'AWS::IAM::Policy on a role, as addToPolicy of the CDK makes it',
    { Policy: ['AWS::IAM::Policy', { ...named('p'), Roles: [{ Ref: 'Role' }] }] },
    { 'role/acme-role': ['p'] },
  ],
  [
    'AWS::IAM::RolePolicy',
    { Policy: ['AWS::IAM::RolePolicy', { ...named('p'), RoleName: { Ref: 'Role' } }] },
    { 'role/acme-role': ['p'] },
  ],
  [
    'AWS::IAM::UserPolicy',
    { User: user(), Policy: ['AWS::IAM::UserPolicy', { ...named('p'), UserName: { Ref: 'User' } }] },
    { 'user/ann': ['p'] },
  ],
  [
    'AWS::IAM::Policy on a user that no template makes',
    { Policy: ['AWS::IAM::Policy', { ...named('p'), Users: ['ann'] }] },
    { 'user/ann': ['p'] },
  ],
  [
    'AWS::IAM::UserPolicy of a user that no template makes',
    { Policy: ['AWS::IAM::UserPolicy', { ...named('p'), UserName: 'ann' }] },
    { 'user/ann': ['p'] },
  ],
  [
    'a managed policy by the ARN that it gets',
    {
      Managed: ['AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'm', PolicyDocument: allow('m') }],
      User: user({ ManagedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/m`] }),
    },
    { 'user/ann': ['m'] },
  ],
  [
    'a managed policy by its attribute',
    {
      Managed: ['AWS::IAM::ManagedPolicy', { PolicyDocument: allow('m') }],
      User: user({ ManagedPolicyArns: [{ 'Fn::GetAtt': ['Managed', 'PolicyArn'] }] }),
    },
    { 'user/ann': ['m'] },
  ],
  [
    'every policy of a group, for a user who says to be in it',
    {
      Group: ['AWS::IAM::Group', { Policies: [named('inline')], ManagedPolicyArns: [{ Ref: 'ByArn' }] }],
      ByArn: ['AWS::IAM::ManagedPolicy', { PolicyDocument: allow('by-arn') }],
      ByName: ['AWS::IAM::ManagedPolicy', { PolicyDocument: allow('by-name'), Groups: [{ Ref: 'Group' }] }],
      Policy: ['AWS::IAM::Policy', { ...named('policy'), Groups: [{ Ref: 'Group' }] }],
      GroupPolicy: ['AWS::IAM::GroupPolicy', { ...named('group-policy'), GroupName: { Ref: 'Group' } }],
      User: user({ Groups: [{ Ref: 'Group' }], Policies: [named('own')] }),
    },
    { 'user/ann': ['own', 'inline', 'by-arn', 'by-name', 'policy', 'group-policy'] },
  ],
  [
    'a policy of a group, once for a user who is put into it twice',
    {
      Group: ['AWS::IAM::Group', { GroupName: 'analysts', Policies: [named('p')] }],
      User: user({ Groups: ['analysts'] }),
      Addition: ['AWS::IAM::UserToGroupAddition', { GroupName: { Ref: 'Group' }, Users: [{ Ref: 'User' }] }],
    },
    { 'user/ann': ['p'] },
  ],
  [
    'policies of a group for a user that no template makes',
    {
      Group: ['AWS::IAM::Group', { GroupName: 'analysts', Policies: [named('p')] }],
      Addition: ['AWS::IAM::UserToGroupAddition', { GroupName: 'analysts', Users: ['ann'] }],
      Own: ['AWS::IAM::UserPolicy', { ...named('own'), UserName: 'ann' }],
    },
    { 'user/ann': ['own', 'p'] },
  ],
  [
    'policies of a group that nobody is in, for whoever will be',
    { Group: ['AWS::IAM::Group', { GroupName: 'analysts', Policies: [named('p')] }] },
    { 'user/any-member-of-analysts': ['p'] },
  ],
  ['an empty group without policies', { Group: GROUP }, {}],
  [
    'a service-linked role',
    { Linked: ['AWS::IAM::ServiceLinkedRole', { AWSServiceName: 'ecs.amazonaws.com' }] },
    {},
  ],
  ['an instance profile', { Profile: ['AWS::IAM::InstanceProfile', { Roles: [{ Ref: 'Role' }] }] }, {}],
])('%s is read', (_what, resources, expected) => {
  expect(statementsOf(resources)).toEqual({ ...NOTHING, ...expected });
});

test('a policy reaches a role that another stack makes', () => {
  const policy: Resources[string] = ['AWS::IAM::Policy', { ...named('p'), Roles: ['acme-eu-role'] }];
  expect(statementsOf({ Policy: policy })).toEqual({ ...NOTHING, 'role/acme-eu-role': ['p'] });
});

test("a member of another tenant's group keeps its own owner and boundary", () => {
  const { principals } = read(
    { Group: ['AWS::IAM::Group', { GroupName: 'analysts', Policies: [named('p')] }] },
    {
      Boundary: ['AWS::IAM::ManagedPolicy', { PolicyDocument: allow('boundary') }],
      User: user({ Tags: tagsOf('acme-eu'), Groups: ['analysts'], PermissionsBoundary: { Ref: 'Boundary' } }),
    },
  );
  expect(principals.find(({ kind }) => kind === 'user')).toMatchObject({
    owner: 'acme-eu',
    identity: [{ name: 'p' }],
    boundary: [{ name: 'boundary' }],
  });
});

test('whoever will be in an empty group is of the tenant whose stack it stands in, with its tags', () => {
  const { principals } = read({ Group: ['AWS::IAM::Group', { Policies: [named('p')] }] });
  const [member] = principals.filter(({ kind }) => kind === 'user');
  expect(member).toMatchObject({ owner: 'acme', boundary: undefined });
  expect(member?.facts.get('aws:principaltag/orgslug')).toEqual({ kind: 'text', text: 'acme' });
});

test('whoever will be in an empty group of a shared stack carries no tag of a tenant', () => {
  const unknowns: Unknown[] = [];
  const stacks = [stackOf({ Group: ['AWS::IAM::Group', { Policies: [named('p')] }] }, 'shared')];
  const [member] = readIdentities(stacks, new Ownership(stacks, TAGS, unknowns), unknowns);
  expect(member).toMatchObject({ owner: undefined, kind: 'user' });
  expect(member?.facts.get('aws:principaltag/orgslug')).toEqual({ kind: 'absent' });
});

describe('in one stack of two tenants', () => {
  const tags = { ...TAGS, stacks: 'any tenants' as const };
  function readTogether(resources: Resources) {
    const unknowns: Unknown[] = [];
    const stacks = [stackOf({ Acme: ROLE, AcmeEu: roleOf('acme-eu'), ...resources }, 'all')];
    return { principals: readIdentities(stacks, new Ownership(stacks, tags, unknowns), unknowns), unknowns };
  }

  test('a policy is whose the role is that it is attached to, and so is a user of it', () => {
    const { principals, unknowns } = readTogether({
      Policy: ['AWS::IAM::Policy', { ...named('p'), Roles: [{ Ref: 'AcmeEu' }], Users: ['ann'] }],
    });
    expect(unknowns).toEqual([]);
    const user = principals.find(({ kind }) => kind === 'user');
    expect(user).toMatchObject({ owner: 'acme-eu', identity: [{ name: 'p' }] });
    expect(user?.facts.get('aws:principaltag/orgslug')).toEqual({ kind: 'text', text: 'acme-eu' });
  });

  test.each([[[{ Ref: 'Acme' }, { Ref: 'AcmeEu' }]], [[]]])(
    'attached to %j, it says nothing of a user',
    (roles) => {
      const { unknowns } = readTogether({
        Policy: ['AWS::IAM::Policy', { ...named('p'), Roles: roles, Users: ['ann'] }],
      });
      expect(unknowns).toEqual([
        { place: 'all/Policy', reason: expect.stringContaining('user/ann is unknown') as string },
      ]);
    },
  );
});

test.each<[string, Resources, string]>([
  ['a policy of nobody', { R: ['AWS::IAM::Policy', named('p')] }, 'it is attached to no role, user or group'],
  ['a role policy of nobody', { R: ['AWS::IAM::RolePolicy', named('p')] }, 'it names no role'],
  ['a group policy of nobody', { R: ['AWS::IAM::GroupPolicy', named('p')] }, 'it names no group'],
  [
    'a role that no template makes',
    { R: ['AWS::IAM::Policy', { ...named('p'), Roles: ['imported'] }] },
    'it is attached to the role imported, which no template makes',
  ],
  [
    'a group that no template makes',
    { R: ['AWS::IAM::GroupPolicy', { ...named('p'), GroupName: 'imported' }] },
    'it is attached to the group imported, which no template makes',
  ],
  [
    'a user in a group that no template makes',
    { R: user({ Groups: ['imported'] }) },
    'the user ann is in the group imported, which no template makes',
  ],
  [
    'an existing user in a group that no template makes',
    { R: ['AWS::IAM::UserToGroupAddition', { GroupName: 'imported', Users: ['ann'] }] },
    'the user ann is in the group imported, which no template makes',
  ],
  [
    'a group that is a parameter',
    { R: user({ Groups: [{ Ref: 'Parameter' }] }) },
    '{"Ref":"Parameter"} is unknown before deployment',
  ],
  [
    'an addition to no group',
    { R: ['AWS::IAM::UserToGroupAddition', { Users: ['ann'] }] },
    'it names no group',
  ],
  [
    'an instance profile with a role that no template makes',
    { R: ['AWS::IAM::InstanceProfile', { Roles: ['imported'] }] },
    'it carries the role imported, which no template makes',
  ],
  [
    'an inline policy without a name',
    { R: ['AWS::IAM::Policy', { PolicyDocument: allow('p'), Roles: [{ Ref: 'Role' }] }] },
    'it has no PolicyName',
  ],
  [
    'an access key',
    { R: ['AWS::IAM::AccessKey', { UserName: 'ann' }] },
    'AWS::IAM::AccessKey is not supported',
  ],
])('%s is refused, in one line', (_what, resources, reason) => {
  expect(read(resources).unknowns).toEqual([{ place: 'acme/R', reason }]);
});

test.each<[string, Resources]>([
  [
    "a role's own",
    {
      Taken: ['AWS::IAM::Role', { ...ROLE[1], RoleName: 'taken', Policies: [named('p')] }],
      Policy: ['AWS::IAM::Policy', { ...named('P'), Roles: [{ Ref: 'Taken' }] }],
    },
  ],
  [
    'another resource',
    {
      Taken: ['AWS::IAM::Role', { ...ROLE[1], RoleName: 'taken' }],
      One: ['AWS::IAM::Policy', { ...named('p'), Roles: ['taken'] }],
      Two: ['AWS::IAM::RolePolicy', { ...named('p'), RoleName: 'taken' }],
    },
  ],
])(
  'an inline policy with the name of %s is refused: one of them takes the place of the other',
  (_what, resources) => {
    expect(read(resources).unknowns).toEqual([
      { place: 'acme/Taken', reason: expect.stringMatching(/^two inline policies are called p/i) as string },
    ]);
  },
);

test('policies of a role that is not understood are not reported besides', () => {
  const { unknowns } = read({
    Odd: ['AWS::IAM::Role', { RoleName: 'odd', Tags: tagsOf('acme') }],
    Policy: ['AWS::IAM::Policy', { ...named('p'), Roles: [{ Ref: 'Odd' }] }],
  });
  expect(unknowns).toEqual([{ place: 'acme/Odd', reason: 'the policy document is not an object' }]);
});
