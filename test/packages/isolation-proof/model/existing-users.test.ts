import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { readExistingUsers } from '../../../../packages/isolation-proof/src/model/existing-users';
import { identitiesOf, identitiesOfTwo, named, type Resources, user } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, resourceOf, stackOf } from '../fixtures/stack-of';

const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
const UNKNOWN = `the organization of the existing user ${ANN} is unknown: its policies must stand in the stack of one organization, beside a role`;

const policy = (name: string, holders: Resources[string][1] = { Users: ['ann'] }): Resources[string] => [
  'AWS::IAM::Policy',
  { ...named(name), ...holders },
];
const group = (name: string, more: Resources[string][1] = {}): Resources => ({
  Group: ['AWS::IAM::Group', { GroupName: 'readers', Policies: [named(name)], ...more }],
  Addition: ['AWS::IAM::UserToGroupAddition', { GroupName: 'readers', Users: ['ann'] }],
});

/** Users, with whose they are and what their statements are called. */
function users({ principals, unknowns }: ReturnType<typeof identitiesOf>): unknown[] {
  expect(unknowns).toEqual([]);
  return principals
    .filter(({ kind }) => kind === 'user')
    .map(({ arn, owner, identity }) => [arn, owner, identity.map(({ name }) => name)]);
}

describe('a user that no template makes', () => {
  test('has the policies that name it and those of its groups, and is read once', () => {
    const resources = { One: policy('one'), Two: policy('two'), ...group('three') };
    expect(users(identitiesOfTwo(resources))).toEqual([[ANN, 'acme', ['one', 'two', 'three']]]);
  });

  test('may have nothing but a group', () => {
    expect(users(identitiesOfTwo({}, group('one')))).toEqual([[ANN, 'acme-eu', ['one']]]);
  });

  test('carries the tags of a role beside its policy, lets nobody in and has no boundary', () => {
    const { principals } = identitiesOfTwo({ Policy: policy('one') });
    const ann = principals.find(({ arn }) => arn === ANN);
    expect(ann).toMatchObject({ boundary: undefined, trust: [], source: { logicalId: 'Policy' } });
    expect(ann?.facts.get('aws:principaltag/orgslug')).toEqual(known('acme'));
    expect(ann?.facts.get('aws:principalarn')).toEqual(known(ANN));
  });

  test.each<[string, Resources, Resources, string]>([
    ['policies of two tenants', { Policy: policy('p') }, { Policy: policy('other') }, 'acme/Policy'],
    ['a policy of one tenant and a group of another', { Policy: policy('p') }, group('g'), 'acme/Policy'],
    ['a group of one tenant and a policy of another', group('g'), { Policy: policy('p') }, 'acme-eu/Policy'],
  ])('is not known with %s', (_what, acme, acmeEu, place) => {
    const { principals, unknowns } = identitiesOfTwo(acme, acmeEu);
    expect(unknowns).toEqual([{ place, reason: UNKNOWN }]);
    expect(principals.map(({ kind }) => kind)).toStrictEqual(['role', 'role']);
  });

  test.each<[string, Resources]>([
    ['in a stack of nobody', { Policy: policy('p') }],
    [
      'in a stack of a tenant without a role',
      { Policy: policy('p'), Queue: ['AWS::SQS::Queue', { Tags: tagsOf('acme') }] },
    ],
    ['in a stack of a tenant with a user only', { Policy: policy('p'), User: user({ UserName: 'ben' }) }],
  ])('is not known with a policy %s', (_where, resources) => {
    expect(identitiesOf([stackOf(resources)]).unknowns).toEqual([{ place: 'test/Policy', reason: UNKNOWN }]);
  });

  test('is not known with a policy of AWS by a group, of which nobody gave the document', () => {
    const ofAws = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] };
    const { unknowns } = identitiesOfTwo(group('g', ofAws));
    expect(unknowns).toEqual([
      {
        place: 'acme/Addition',
        reason: expect.stringContaining(`what ${ANN} of acme may do is unknown`) as string,
      },
    ]);
  });

  test('is not known with two inline policies of one name, of which one takes the place of the other', () => {
    expect(identitiesOfTwo({ One: policy('same'), Two: policy('same') }).unknowns).toEqual([
      { place: 'acme/One', reason: expect.stringMatching(/^two inline policies are called same/) as string },
    ]);
  });
});

describe('in a stack of several tenants, a policy is whose all are that it is attached to', () => {
  const SEVERAL = { owner: 'orgSlug', compared: [], stacks: 'any tenants' } as const;
  const stackWith = (holders: Resources[string][1]) => [
    stackOf({
      Acme: roleOf('acme'),
      AcmeEu: roleOf('acme-eu'),
      Platform: ['AWS::IAM::Role', { ...roleOf('x')[1], RoleName: 'platform', Tags: [] }],
      Ben: user({ UserName: 'ben', Tags: tagsOf('acme-eu') }),
      Policy: policy('p', { Users: ['ann', 'cem'], ...holders }),
    }),
  ];
  const ownersOf = (holders: Resources[string][1]) => {
    const { principals, unknowns } = identitiesOf(stackWith(holders), {}, SEVERAL);
    const owners = principals.flatMap(({ arn, owner }) => (/user\/(?:ann|cem)$/.test(arn) ? [owner] : []));
    return { owners, unknowns: unknowns.map(({ place }) => place) };
  };

  test.each<[string, Resources[string][1], string]>([
    ['a role', { Roles: ['acme-role'] }, 'acme'],
    ['a user that a template makes', { Users: ['ann', 'cem', 'ben'] }, 'acme-eu'],
    ['a role and a user of the same', { Roles: ['acme-eu-role'], Users: ['ann', 'cem', 'ben'] }, 'acme-eu'],
  ])('%s', (_what, holders, owner) => {
    expect(ownersOf(holders)).toEqual({ owners: [owner, owner], unknowns: [] });
  });

  test.each<[string, Resources[string][1]]>([
    ['roles of two', { Roles: ['acme-role', 'acme-eu-role'] }],
    ['a role of one and a user of another', { Roles: ['acme-role'], Users: ['ann', 'cem', 'ben'] }],
    ['a role of a tenant and one of the platform', { Roles: ['acme-role', 'platform'] }],
    ['a role of the platform', { Roles: ['platform'] }],
    ['nobody else', {}],
  ])('and of nobody with %s', (_what, holders) => {
    expect(ownersOf(holders)).toEqual({ owners: [], unknowns: ['test/Policy', 'test/Policy'] });
  });
});

test('a failure of the program is no unknown', () => {
  const broken = {
    attachedTo: () => {
      throw new RangeError('broken');
    },
  };
  const source = resourceOf('AWS::IAM::Policy');
  const nothing = { policies: broken, groups: undefined, made: undefined, ownership: undefined };
  expect(() => readExistingUsers([{ user: 'ann', source }], nothing as never, [])).toThrow(RangeError);
});
