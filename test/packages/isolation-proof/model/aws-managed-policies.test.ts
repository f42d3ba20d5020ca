import type { ManagedPolicyDocuments } from '../../../../packages/isolation-proof/src/model/aws-managed-policies';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { identitiesOf, type Resources } from '../fixtures/identities';
import { IOT_TRUST, policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

/** As the CDK writes the ARN. */
function arnOf(name: string): Json {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]] };
}

const NAME = 'service-role/AWSLambdaBasicExecutionRole';
const DOCUMENT = policyOf({ Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' });

function read(resources: Resources, managedPolicies?: ManagedPolicyDocuments) {
  return identitiesOf([stackOf(resources)], { managedPolicies });
}

const platformRole = (properties: JsonObject): Resources => ({
  Role: ['AWS::IAM::Role', { RoleName: 'platform', AssumeRolePolicyDocument: IOT_TRUST, ...properties }],
});
const tenantRole = (properties: JsonObject): Resources => ({ Role: roleOf('acme', properties) });

const EVERYTHING = {
  effect: 'Allow',
  actions: { texts: ['*'], negated: false },
  resources: { texts: ['*'], negated: false },
  conditions: [],
  name: 'counted as Allow * on *, because its document is not given',
};

test('a platform principal that has one counts as allowed everything', () => {
  const { principals, unknowns } = read(platformRole({ ManagedPolicyArns: [arnOf('ReadOnlyAccess')] }));
  expect(unknowns).toEqual([]);
  expect(principals[0]?.identity).toMatchObject([
    { ...EVERYTHING, source: { path: 'AWS managed policy ReadOnlyAccess' } },
  ]);
});

test('one as the boundary of a platform principal counts as no boundary', () => {
  const { principals } = read(platformRole({ PermissionsBoundary: arnOf('PowerUserAccess') }));
  expect(principals[0]?.boundary).toMatchObject([EVERYTHING]);
});

test.each([[`arn:aws:iam::aws:policy/${NAME}`], [NAME], ['AWSLambdaBasicExecutionRole']])(
  "a tenant's principal has the document that is given for %s",
  (key) => {
    const resources = tenantRole({ ManagedPolicyArns: [arnOf(NAME)], PermissionsBoundary: arnOf(NAME) });
    const { principals, unknowns } = read(resources, new Map([[key, DOCUMENT]]));
    expect(unknowns).toEqual([]);
    const statement = {
      actions: { texts: ['logs:putlogevents'] },
      source: { path: `AWS managed policy ${NAME}` },
    };
    expect(principals[0]).toMatchObject({ owner: 'acme', identity: [statement], boundary: [statement] });
  },
);

test('the document that is given counts for platform principals, too', () => {
  const { principals } = read(
    platformRole({ ManagedPolicyArns: [arnOf(NAME)] }),
    new Map([[NAME, DOCUMENT]]),
  );
  expect(principals[0]?.identity).toMatchObject([{ actions: { texts: ['logs:putlogevents'] } }]);
});

const MISSING =
  `what arn:aws:iam::${ACCOUNT}:role/acme-role of acme may do is unknown: it has the AWS managed policy ${NAME}. ` +
  `Give its document in the specification: awsManagedPolicies: { "${NAME}": { … } }`;

test.each<[string, JsonObject, string]>([
  ['a policy', { ManagedPolicyArns: [arnOf(NAME)] }, MISSING],
  ['a boundary', { PermissionsBoundary: arnOf(NAME) }, MISSING],
  [
    'several policies',
    { ManagedPolicyArns: [arnOf('ReadOnlyAccess'), arnOf('job-function/Billing')] },
    'it has the AWS managed policies ReadOnlyAccess, job-function/Billing. ' +
      'Give their documents in the specification: awsManagedPolicies: { "ReadOnlyAccess": { … }, "job-function/Billing": { … } }',
  ],
])("%s of AWS on a tenant's role is undecided without a document", (_what, properties, reason) => {
  expect(read(tenantRole(properties)).unknowns).toEqual([
    { place: 'test/Role', reason: expect.stringContaining(reason) as string },
  ]);
});

test("a policy of AWS on a group is undecided for a tenant's user in it", () => {
  const { unknowns } = read({
    Group: ['AWS::IAM::Group', { GroupName: 'group', ManagedPolicyArns: [arnOf('ReadOnlyAccess')] }],
    User: ['AWS::IAM::User', { UserName: 'ann', Groups: ['group'], Tags: tagsOf('acme') }],
  });
  expect(unknowns).toEqual([
    { place: 'test/User', reason: expect.stringContaining('user/ann of acme may do is unknown') as string },
  ]);
});

test.each<[string, Resources]>([
  ['whoever will be in it', {}],
  [
    'a user in it that no template makes',
    { Addition: ['AWS::IAM::UserToGroupAddition', { GroupName: 'group', Users: ['ann'] }] },
  ],
])("a policy of AWS on a group of a tenant's is undecided for %s", (whom, members) => {
  const group = { GroupName: 'group', ManagedPolicyArns: [arnOf('ReadOnlyAccess')] };
  const { unknowns } = read({ ...tenantRole({}), Group: ['AWS::IAM::Group', group], ...members });
  const name = whom.startsWith('a user') ? 'ann' : 'any-member-of-group';
  expect(unknowns.map(({ reason }) => reason)).toEqual([
    expect.stringContaining(`arn:aws:iam::${ACCOUNT}:user/${name} of acme may do is unknown`),
  ]);
});

test('a policy of AWS on a group of the platform that nobody is in allows whoever will be everything', () => {
  const group: Resources[string] = [
    'AWS::IAM::Group',
    { GroupName: 'admins', ManagedPolicyArns: [arnOf('AdministratorAccess')] },
  ];
  const stack = stackOf({ Group: group });
  const { principals, unknowns } = identitiesOf([stack]);
  expect(unknowns).toEqual([]);
  expect(principals).toMatchObject([
    {
      arn: `arn:aws:iam::${ACCOUNT}:user/any-member-of-admins`,
      identity: [{ ...EVERYTHING, source: { stack } }],
    },
  ]);
});

test('a policy of AWS on a group of the platform allows its members everything', () => {
  const { principals, unknowns } = read({
    Group: ['AWS::IAM::Group', { GroupName: 'admins', ManagedPolicyArns: [arnOf('AdministratorAccess')] }],
    User: ['AWS::IAM::User', { UserName: 'ann', Groups: ['admins'] }],
  });
  expect(unknowns).toEqual([]);
  expect(principals).toMatchObject([{ kind: 'user', identity: [EVERYTHING] }]);
});

test.each<[string, JsonObject]>([
  ['a policy of an account', { ManagedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/elsewhere`] }],
  ['a boundary of an account', { PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/elsewhere` }],
])('%s that no template makes is undecided for everybody', (_what, properties) => {
  for (const resources of [platformRole(properties), tenantRole(properties)]) {
    expect(read(resources).unknowns).toEqual([
      {
        place: 'test/Role',
        reason: `the policy arn:aws:iam::${ACCOUNT}:policy/elsewhere is not in the templates; make it in the app, so that it can be judged`,
      },
    ]);
  }
});

test('a document that is not understood is refused', () => {
  const documents = new Map([[NAME, { Version: '2008-10-17', Statement: [] }]]);
  expect(read(tenantRole({ ManagedPolicyArns: [arnOf(NAME)] }), documents).unknowns).toEqual([
    { place: 'test/Role', reason: expect.stringContaining('2008-10-17') as string },
  ]);
});
