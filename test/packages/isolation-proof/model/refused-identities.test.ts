import { allow, identitiesOfTwo, named, type Resources, user } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';

const ROLE = roleOf('acme');

test.each<[string, Resources, string]>([
  [
    'a policy of nobody',
    { R: ['AWS::IAM::Policy', named('p')] },
    'it is attached to no role, user or group; attach it, or remove it',
  ],
  ['a role policy of nobody', { R: ['AWS::IAM::RolePolicy', named('p')] }, 'it names no role; set RoleName'],
  [
    'a group policy of nobody',
    { R: ['AWS::IAM::GroupPolicy', named('p')] },
    'it names no group; set GroupName',
  ],
  [
    'a role that no template makes',
    { R: ['AWS::IAM::Policy', { ...named('p'), Roles: ['imported'] }] },
    'it is attached to the role imported, which no template makes; make it in the app, or leave it out',
  ],
  [
    'a group that no template makes',
    { R: ['AWS::IAM::GroupPolicy', { ...named('p'), GroupName: 'imported' }] },
    'it is attached to the group imported, which no template makes; make it in the app, or leave it out',
  ],
  [
    'a user in a group that no template makes',
    { R: user({ Groups: ['imported'] }) },
    'the user ann is in the group imported, which no template makes; make the group in the app',
  ],
  [
    'an existing user in a group that no template makes',
    { R: ['AWS::IAM::UserToGroupAddition', { GroupName: 'imported', Users: ['ann'] }] },
    'the user ann is in the group imported, which no template makes; make the group in the app',
  ],
  [
    'a group that is a parameter',
    { R: user({ Groups: [{ Ref: 'Parameter' }] }) },
    'Groups[0]: {"Ref":"Parameter"} is unknown before deployment; name what a template makes, or write the text out',
  ],
  [
    'an addition to no group',
    { R: ['AWS::IAM::UserToGroupAddition', { Users: ['ann'] }] },
    'it names no group; set GroupName',
  ],
  [
    'an instance profile with a role that no template makes',
    { R: ['AWS::IAM::InstanceProfile', { Roles: ['imported'] }] },
    'it carries the role imported, which no template makes; make it in the app, or leave it out',
  ],
  [
    'an inline policy without a name',
    { R: ['AWS::IAM::Policy', { PolicyDocument: allow('p'), Roles: [{ Ref: 'Role' }] }] },
    'it has no PolicyName; set it',
  ],
  [
    'an access key of a user that no template makes',
    { R: ['AWS::IAM::AccessKey', { UserName: 'ann' }] },
    'it is a key of the user ann, which no template makes; make the user in the app',
  ],
  [
    'a type of IAM that is not read',
    { R: ['AWS::IAM::VirtualMFADevice', { Users: ['ann'] }] },
    'AWS::IAM::VirtualMFADevice is not supported; use AWS::IAM::Role, User, Group and their policies',
  ],
])('%s is refused, in one line', (_what, resources, reason) => {
  expect(identitiesOfTwo(resources).unknowns).toEqual([{ place: 'acme/R', reason }]);
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
    expect(identitiesOfTwo(resources).unknowns).toEqual([
      { place: 'acme/Taken', reason: expect.stringMatching(/^two inline policies are called p/i) as string },
    ]);
  },
);

test('policies of a role that is not understood are not reported besides', () => {
  const { unknowns } = identitiesOfTwo({
    Odd: ['AWS::IAM::Role', { RoleName: 'odd', Tags: tagsOf('acme') }],
    Policy: ['AWS::IAM::Policy', { ...named('p'), Roles: [{ Ref: 'Odd' }] }],
  });
  expect(unknowns).toEqual([{ place: 'acme/Odd', reason: 'the policy document is not an object: nothing' }]);
});

test('an existing user with policies of two tenants is undecided', () => {
  const policy: Resources[string] = ['AWS::IAM::Policy', { ...named('p'), Users: ['ann'] }];
  const other: Resources[string] = ['AWS::IAM::Policy', { ...named('other'), Users: ['ann'] }];
  expect(identitiesOfTwo({ Policy: policy }, { Policy: other }).unknowns).toEqual([
    { place: 'acme/Policy', reason: expect.stringContaining('user/ann is unknown') as string },
  ]);
});

test('a user with a name that is not known is reported once, whatever is read of it', () => {
  const nameless = user({ UserName: { Ref: 'Parameter' }, Groups: [{ Ref: 'Group' }] });
  expect(identitiesOfTwo({ User: nameless, Group: ['AWS::IAM::Group', {}] }).unknowns).toEqual([
    {
      place: 'acme/User',
      reason:
        '{"Ref":"User"} is unknown before deployment; name what a template makes, or write the text out',
    },
  ]);
});
