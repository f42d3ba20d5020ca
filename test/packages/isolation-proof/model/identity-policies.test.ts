import { allow, identitiesOf, identitiesOfTwo, named, type Resources, user } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

/** Names of the statements of each principal, by the end of its ARN. */
function statementsOf(...stacks: Parameters<typeof identitiesOfTwo>): Record<string, string[]> {
  const { principals, unknowns } = identitiesOfTwo(...stacks);
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
  ['an empty group without policies', { Group: ['AWS::IAM::Group', { GroupName: 'analysts' }] }, {}],
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
  const { principals } = identitiesOfTwo(
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
  const { principals } = identitiesOfTwo({ Group: ['AWS::IAM::Group', { Policies: [named('p')] }] });
  const [member] = principals.filter(({ kind }) => kind === 'user');
  expect(member).toMatchObject({ owner: 'acme', boundary: undefined });
  expect(member?.facts.get('aws:principaltag/orgslug')).toEqual({ kind: 'text', text: 'acme' });
});

describe('in a stack of a tenant without a role', () => {
  const tagged: Resources[string] = ['AWS::SQS::Queue', { Tags: tagsOf('acme') }];
  const read = (resources: Resources) => identitiesOf([stackOf({ Queue: tagged, ...resources }, 'acme')]);

  test('whoever will be in an empty group may carry any tag', () => {
    const { principals } = read({ Group: ['AWS::IAM::Group', { GroupName: 'g', Policies: [named('p')] }] });
    const arn = `arn:aws:iam::${ACCOUNT}:user/any-member-of-g`;
    expect(principals).toMatchObject([{ arn, owner: 'acme', trust: [] }]);
    expect([...(principals[0]?.facts ?? [])]).toEqual([
      ['aws:principalarn', { kind: 'text', text: arn }],
      ['aws:principalaccount', { kind: 'text', text: ACCOUNT }],
      ['aws:principalservicename', { kind: 'absent' }],
    ]);
  });

  test('it is unknown which tags a user has that no template makes', () => {
    const { unknowns } = read({ Policy: ['AWS::IAM::Policy', { ...named('p'), Users: ['ann'] }] });
    expect(unknowns).toEqual([
      { place: 'acme/Policy', reason: expect.stringContaining('user/ann is unknown') as string },
    ]);
  });
});

test('whoever will be in an empty group of a shared stack carries no tag of a tenant', () => {
  const group: Resources[string] = ['AWS::IAM::Group', { Policies: [named('p')] }];
  const [member] = identitiesOf([stackOf({ Group: group }, 'shared')]).principals;
  expect(member).toMatchObject({ owner: undefined, kind: 'user' });
  expect(member?.facts.get('aws:principaltag/orgslug')).toEqual({ kind: 'absent' });
});

describe('in one stack of two tenants', () => {
  const readTogether = (resources: Resources): ReturnType<typeof identitiesOf> =>
    identitiesOf(
      [stackOf({ Acme: roleOf('acme'), AcmeEu: roleOf('acme-eu'), ...resources }, 'all')],
      {},
      { ...TAGS, stacks: 'any tenants' },
    );

  test('a policy is whose the role is that it is attached to, and so is a user of it', () => {
    const { principals, unknowns } = readTogether({
      Policy: ['AWS::IAM::Policy', { ...named('p'), Roles: [{ Ref: 'Acme' }], Users: ['ann'] }],
    });
    expect(unknowns).toEqual([]);
    const ann = principals.find(({ kind }) => kind === 'user');
    expect(ann).toMatchObject({ owner: 'acme', identity: [{ name: 'p' }] });
    expect(ann?.facts.get('aws:principaltag/orgslug')).toEqual({ kind: 'text', text: 'acme' });
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
