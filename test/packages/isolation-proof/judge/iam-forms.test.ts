import { platformPrincipals } from '../../../../packages/isolation-proof/src/claims/platform-principals';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { IOT_TRUST, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { stackOf } from '../fixtures/stack-of';

/** The claims that fail. */
function violatedBy(acme: Resources, specification: Specification = SPECIFICATION): string[] {
  const stacks = twoOrganizations(acme);
  return prove(stacks, specification).claims.flatMap(({ id, verdict }) =>
    verdict === 'violated' ? [id] : [],
  );
}

/** A document that lets whoever has it read a bucket. */
const reading = (slug: string): JsonObject =>
  policyOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${slug}-data/*` });
const USER: Resources[string] = ['AWS::IAM::User', { UserName: 'ann', Tags: tagsOf('acme') }];
const inGroup = (properties: JsonObject): Resources => ({
  Group: ['AWS::IAM::Group', { GroupName: 'analysts', ...properties }],
  User: ['AWS::IAM::User', { UserName: 'ann', Tags: tagsOf('acme'), Groups: [{ Ref: 'Group' }] }],
});

/** Resources of acme that read a bucket by this document. */
const FORMS: Readonly<Record<string, (PolicyDocument: JsonObject) => Resources>> = {
  'AWS::IAM::Policy on a role': (PolicyDocument) => ({
    Policy: ['AWS::IAM::Policy', { PolicyName: 'p', PolicyDocument, Roles: [{ Ref: 'Role' }] }],
  }),
  'AWS::IAM::Policy on a user': (PolicyDocument) => ({
    User: USER,
    Policy: ['AWS::IAM::Policy', { PolicyName: 'p', PolicyDocument, Users: [{ Ref: 'User' }] }],
  }),
  'AWS::IAM::RolePolicy': (PolicyDocument) => ({
    Policy: ['AWS::IAM::RolePolicy', { PolicyName: 'p', PolicyDocument, RoleName: { Ref: 'Role' } }],
  }),
  'AWS::IAM::UserPolicy': (PolicyDocument) => ({
    User: USER,
    Policy: ['AWS::IAM::UserPolicy', { PolicyName: 'p', PolicyDocument, UserName: { Ref: 'User' } }],
  }),
  'AWS::IAM::UserPolicy of an existing user': (PolicyDocument) => ({
    Policy: ['AWS::IAM::UserPolicy', { PolicyName: 'p', PolicyDocument, UserName: 'ann' }],
  }),
  'AWS::IAM::GroupPolicy': (PolicyDocument) => ({
    ...inGroup({}),
    Policy: ['AWS::IAM::GroupPolicy', { PolicyName: 'p', PolicyDocument, GroupName: { Ref: 'Group' } }],
  }),
  'AWS::IAM::Policy on a group': (PolicyDocument) => ({
    ...inGroup({}),
    Policy: ['AWS::IAM::Policy', { PolicyName: 'p', PolicyDocument, Groups: [{ Ref: 'Group' }] }],
  }),
  'an inline policy of a group': (PolicyDocument) =>
    inGroup({ Policies: [{ PolicyName: 'p', PolicyDocument }] }),
  'a managed policy on a group': (PolicyDocument) => ({
    ...inGroup({}),
    Policy: ['AWS::IAM::ManagedPolicy', { PolicyDocument, Groups: [{ Ref: 'Group' }] }],
  }),
  'a managed policy on a group by its ARN': (PolicyDocument) => ({
    ...inGroup({ ManagedPolicyArns: [{ Ref: 'Policy' }] }),
    Policy: ['AWS::IAM::ManagedPolicy', { PolicyDocument }],
  }),
  'a group that a user is added to': (PolicyDocument) => ({
    User: USER,
    Group: ['AWS::IAM::Group', { Policies: [{ PolicyName: 'p', PolicyDocument }] }],
    Addition: ['AWS::IAM::UserToGroupAddition', { GroupName: { Ref: 'Group' }, Users: [{ Ref: 'User' }] }],
  }),
  'a group that an existing user is added to': (PolicyDocument) => ({
    Group: ['AWS::IAM::Group', { Policies: [{ PolicyName: 'p', PolicyDocument }] }],
    Addition: ['AWS::IAM::UserToGroupAddition', { GroupName: { Ref: 'Group' }, Users: ['ann'] }],
  }),
  'a group that nobody is in yet': (PolicyDocument) => ({
    Group: ['AWS::IAM::Group', { Policies: [{ PolicyName: 'p', PolicyDocument }] }],
  }),
};

describe.each(Object.entries(FORMS))('%s', (_form, resources) => {
  test('may open the own bucket', () => {
    expect(violatedBy(resources(reading('acme')))).toEqual([]);
  });

  test("is found to open the neighbour's bucket", () => {
    expect(violatedBy(resources(reading('acme-eu')))).toEqual(['tenant-isolation']);
  });
});

test("a policy that opens the neighbour's bucket is closed by the boundary of a group's member, but for the lock", () => {
  const user = (boundary: JsonObject): Resources => ({
    Group: [
      'AWS::IAM::Group',
      { GroupName: 'g', Policies: [{ PolicyName: 'p', PolicyDocument: reading('acme-eu') }] },
    ],
    Boundary: ['AWS::IAM::ManagedPolicy', { PolicyDocument: boundary }],
    User: [
      'AWS::IAM::User',
      { UserName: 'ann', Tags: tagsOf('acme'), Groups: ['g'], PermissionsBoundary: { Ref: 'Boundary' } },
    ],
  });
  const lenses = (resources: Resources): (string | undefined)[] =>
    prove(twoOrganizations(resources), SPECIFICATION).claims.flatMap(({ violations }) =>
      violations.map(({ request }) => request?.lens),
    );
  const [closed, open] = [lenses(user(reading('acme'))), lenses(user(reading('acme-eu')))];
  // The identity policies alone are one of the locks that have to hold by themselves.
  expect(closed).not.toContain('all policies');
  expect(open).toContain('all policies');
});

describe('instance profiles', () => {
  const profile = (role: JsonObject | string): Resources => ({
    Profile: ['AWS::IAM::InstanceProfile', { Roles: [role] }],
  });

  test('may carry a role of their own tenant', () => {
    expect(violatedBy(profile({ Ref: 'Role' }))).toEqual([]);
  });

  test("may not carry a neighbour's", () => {
    expect(violatedBy(profile('acme-eu-role'))).toEqual(['impersonation']);
  });

  test("of a shared stack may not carry a tenant's", () => {
    const stacks = [...twoOrganizations(), stackOf(profile('acme-role'), 'shared')];
    const claims = prove(stacks, SPECIFICATION).claims.filter(({ verdict }) => verdict === 'violated');
    expect(claims.map(({ id, violations }) => [id, violations.map(({ what }) => what)])).toEqual([
      [
        'impersonation',
        [expect.stringMatching(/^instances of no organization get .*role\/acme-role, which is acme's$/)],
      ],
    ]);
  });
});

describe('AWS managed policies', () => {
  const role = roleOf('acme', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/Reader'] });
  const given = (document: JsonObject): Specification => ({
    ...SPECIFICATION,
    awsManagedPolicies: { 'service-role/Reader': document },
  });

  test.each([
    ['acme', []],
    ['acme-eu', ['tenant-isolation']],
  ])("with a given document that opens the bucket of %s, a tenant's role violates %j", (slug, expected) => {
    expect(violatedBy({ Role: role }, given(reading(slug)))).toEqual(expected);
  });

  test("without a document, a tenant's role is undecided", () => {
    expect(() => violatedBy({ Role: role })).toThrow('awsManagedPolicies: { "service-role/Reader": { … } }');
  });
});

describe('AWS managed policies of a platform principal', () => {
  const BUCKET = ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'];
  /** Names of the statements that let the role read the data of tenants. */
  function grantsWith(effect: 'Allow' | 'Deny'): string[] {
    const withoutTag = { Null: { 'aws:PrincipalTag/orgSlug': effect === 'Deny' ? 'true' : 'false' } };
    const statement = {
      Effect: effect,
      Principal: '*',
      Action: 's3:*',
      Resource: BUCKET,
      Condition: withoutTag,
    };
    const shared = stackOf(
      {
        Role: [
          'AWS::IAM::Role',
          {
            RoleName: 'support',
            AssumeRolePolicyDocument: IOT_TRUST,
            ManagedPolicyArns: ['arn:aws:iam::aws:policy/job-function/SupportUser'],
          },
        ],
        Bucket: ['AWS::S3::Bucket', { BucketName: 'data' }],
        Policy: ['AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: policyOf(statement) }],
      },
      'shared',
    );
    const specification: Specification = {
      ...SPECIFICATION,
      tenancyOf: (model) => ({ ...SPECIFICATION.tenancyOf(model), dataBuckets: model.guarded }),
      claims: [platformPrincipals()],
    };
    const { claims } = prove([...twoOrganizations(), shared], specification);
    return claims.flatMap(({ violations }) =>
      violations.flatMap(({ statements }) => statements.map(({ name }) => name)),
    );
  }

  test('open nothing that a bucket closes to whoever carries no tag', () => {
    expect(grantsWith('Deny')).toEqual([]);
  });

  test('open what no policy of a bucket closes', () => {
    expect(grantsWith('Allow')).toContain('counted as Allow * on *, because its document is not given');
  });
});
