import { impersonation } from '../../../../packages/isolation-proof/src/claims/impersonation';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Exposure } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { type Resources, user } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, circumstances, judged, told, trustedBy } from './judged';

const NAME_THEM =
  'Name AWS services or principals of the same organization in the trust policy, or roles of the account and demand the tag of the organization of their sessions.';
const arn = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;
const LAMBDA = { Principal: { Service: 'lambda.amazonaws.com' } };

/** A role of acme with a trust policy of these statements, beside the roles of both tenants. */
function trusting(...statements: readonly JsonObject[]): StackTemplate[] {
  const trust = policyOf(...statements.map((one) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...one })));
  return twoOrganizations({
    Trusting: roleOf('acme', { RoleName: 'trusting', AssumeRolePolicyDocument: trust }),
  });
}

/** Judges stacks that may hold resources of several tenants. */
const judge = (stacks: readonly StackTemplate[], ...exposed: readonly Exposure[]): Judgement =>
  judged(impersonation, stacks, () => ({ exposed }), { owner: TAGS.owner });

describe('a role of a tenant', () => {
  const tagged = (value: string | string[], operator = 'StringEquals'): JsonObject => ({
    [operator]: { 'aws:PrincipalTag/orgSlug': value },
  });

  it.each<[string, JsonObject]>([
    ['a service', LAMBDA],
    ['a role of the same tenant', { Principal: { AWS: arn('acme-role') } }],
    ['a role of the account with the tag', { Principal: { AWS: arn('any') }, Condition: tagged('acme') }],
    ['nobody: it denies', { Effect: 'Deny', Principal: '*' }],
  ])('may be assumed by %s', (_whom, statement) => {
    expect(told(judge(trusting(LAMBDA, statement)))).toStrictEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['a role of another tenant', { Principal: { AWS: arn('acme-eu-role') } }, arn('acme-eu-role')],
    [
      'a role of another tenant, whatever tag it has',
      { Principal: { AWS: arn('acme-eu-role') }, Condition: tagged('acme') },
      arn('acme-eu-role'),
    ],
    ['a role of the account', { Principal: { AWS: arn('any') } }, arn('any')],
    [
      'a role of the account with one of two tags',
      { Principal: { AWS: arn('any') }, Condition: tagged(['acme', 'acme-eu']) },
      arn('any'),
    ],
    [
      'a role of the account with another tag',
      { Principal: { AWS: arn('any') }, Condition: tagged('acme-eu') },
      arn('any'),
    ],
    [
      'the account with the tag',
      { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Condition: tagged('acme') },
      `arn:aws:iam::${ACCOUNT}:root`,
    ],
    ['everybody with the tag', { Principal: { AWS: '*' }, Condition: tagged('acme') }, '*'],
    [
      'roles of a pattern with the tag',
      { Principal: { AWS: arn('any*') }, Condition: tagged('acme') },
      arn('any*'),
    ],
    [
      'a text that a role is in with the tag',
      { Principal: { AWS: `x${arn('any')}` }, Condition: tagged('acme') },
      `x${arn('any')}`,
    ],
    [
      'somebody who is not known yet with the tag',
      { Principal: { AWS: { Ref: 'Any' } }, Condition: tagged('acme') },
      'a principal that is unknown before deployment',
    ],
    ['whoever is not named', { NotPrincipal: { AWS: arn('any') } }, 'principals that are not named'],
    ['a canonical user', { Principal: { CanonicalUser: 'abc' } }, 'principals that are not named'],
  ])('may not be assumed by %s', (_whom, statement, whom) => {
    expect(advised(judge(trusting({ Sid: 'Trust', ...statement })))).toStrictEqual([
      `${whom} may assume ${arn('trusting')} of acme [Trust] ${NAME_THEM}`,
    ]);
  });

  it('may be assumed by whom it is declared to be open to, which the verdict says', () => {
    const exposure = { construct: 'acme/Trusting', to: arn('any'), because: 'so' };
    const judgement = judge(trusting({ Principal: { AWS: arn('any') } }), exposure);
    expect(told(judgement)).toStrictEqual([]);
    expect(judgement.notes).toStrictEqual([
      `Exception 1 of 1, as declared: acme/Trusting is open to ${arn('any')}, because so.`,
    ]);
  });

  it('is counted, and a role of the platform is not: another claim asks whom it trusts', () => {
    const [acme, ...others] = trusting(LAMBDA);
    const users = stackOf({ Ann: user() }, 'users');
    const stacks = [acme, ...others, users, stackOf(trustedBy({ Principal: '*' }), 'shared')].flatMap(
      (stack) => stack ?? [],
    );
    const judgement = judge(stacks);
    expect(told(judgement)).toStrictEqual([]);
    expect(judgement.coverage).toStrictEqual({ subjects: 3, principals: 0, statements: 3, questions: 3 });
  });
});

describe('a role alias', () => {
  const alias = (RoleArn: JsonObject | string, Tags = tagsOf('acme')): Resources => ({
    Alias: ['AWS::IoT::RoleAlias', { RoleAlias: 'alias', RoleArn, Tags }],
  });
  const REMEDY =
    'Give the role alias a role of whom it belongs to itself: of the same organization, or of none.';

  it('leads to a role of its own tenant', () => {
    const judgement = judge(twoOrganizations(alias({ 'Fn::GetAtt': ['Role', 'Arn'] })));
    expect(told(judgement)).toStrictEqual([]);
    // Two roles with a statement each, and the alias.
    expect(judgement.coverage).toMatchObject({ subjects: 3, questions: 3 });
  });

  it('of the platform leads to a role of the platform', () => {
    const platform = stackOf({ ...trustedBy(LAMBDA), ...alias(arn('trusting'), []) }, 'shared');
    expect(told(judge([platform, ...twoOrganizations()]))).toStrictEqual([]);
  });

  it.each<[string, JsonObject | string, string]>([
    ['a role of another tenant', arn('acme-eu-role'), arn('acme-eu-role')],
    ['a role that no template makes', arn('any'), arn('any')],
    ['a role that is not known yet', { Ref: 'Any' }, 'a role that is unknown before deployment'],
  ])('may not lead to %s', (_what, role, what) => {
    expect(advised(judge(twoOrganizations(alias(role))))).toStrictEqual([
      `certificates of acme get credentials of ${what} [acme/Alias] ${REMEDY}`,
    ]);
  });

  it('may not do without a role', () => {
    const stacks = twoOrganizations({
      Alias: ['AWS::IoT::RoleAlias', { RoleAlias: 'alias', Tags: tagsOf('acme') }],
    });
    expect(told(judge(stacks))).toStrictEqual(['certificates of acme get credentials of ']);
  });

  it('of the platform may not lead to a role of a tenant, nor to one that no template makes', () => {
    for (const role of [arn('acme-role'), arn('any')])
      expect(told(judge([stackOf(alias(role, []), 'shared'), ...twoOrganizations()]))).toStrictEqual([
        `certificates of no organization get credentials of ${role}`,
      ]);
  });
});

describe('a certificate of the platform', () => {
  const ALIAS: Resources = {
    Alias: ['AWS::IoT::RoleAlias', { RoleAlias: 'alias', RoleArn: arn('acme-role'), Tags: tagsOf('acme') }],
  };
  const aliasArn = (name: string): string => `arn:aws:iot:eu-central-1:${ACCOUNT}:rolealias/${name}`;
  const policy = (
    Resource: string,
    Action = 'iot:AssumeRoleWithCertificate',
    Tags: JsonObject[] = [],
  ): Resources => ({
    Certificates: [
      'AWS::IoT::Policy',
      {
        PolicyName: 'certificates',
        Tags,
        PolicyDocument: policyOf({ Sid: 'Get', Effect: 'Allow', Action, Resource }),
      },
    ],
  });

  it('opens no role alias of a tenant', () => {
    const judgement = judge([stackOf(policy('*'), 'shared'), ...twoOrganizations(ALIAS)]);
    expect(judgement.violations).toMatchObject([
      {
        what: `certificates of no organization may iot:assumerolewithcertificate on ${aliasArn('alias')} of acme`,
        statements: [{ name: 'Get' }],
        remedy:
          "Narrow Get of shared/Certificates, or deny the request in the permissions boundary: only the platform's own role aliases, named one by one.",
      },
    ]);
    expect(circumstances(judgement)).toStrictEqual(['all policies']);
  });

  it.each<[string, Resources]>([
    ['its own alias', policy(aliasArn('other'))],
    ['publish', policy('*', 'iot:Publish')],
    [
      'nothing: it is a role that may',
      {
        Role: roleOf('shared', {
          Tags: [],
          ...inlinePolicy({ Effect: 'Allow', Action: 'iot:*', Resource: '*' }),
        }),
      },
    ],
  ])('may open or do something else: %s', (_what, certificates) => {
    const platform: Resources = {
      ...trustedBy(LAMBDA),
      Alias: ['AWS::IoT::RoleAlias', { RoleAlias: 'other', RoleArn: arn('trusting') }],
      ...certificates,
    };
    expect(told(judge([stackOf(platform, 'shared'), ...twoOrganizations(ALIAS)]))).toStrictEqual([]);
  });

  it('is not meant by what a tenant may do with its own', () => {
    const stacks = twoOrganizations({ ...ALIAS, ...policy('*', 'iot:*', tagsOf('acme')) });
    expect(told(judge(stacks))).toStrictEqual([]);
  });
});

describe('an instance profile', () => {
  const profile = (role: JsonObject | string): Resources => ({
    Profile: ['AWS::IAM::InstanceProfile', { Roles: [role] }],
  });
  const REMEDY = 'Put a role of the organization whose stack it is in into the instance profile.';

  it('carries a role of its own tenant', () => {
    const judgement = judge(twoOrganizations(profile({ Ref: 'Role' })));
    expect(told(judgement)).toStrictEqual([]);
    expect(judgement.coverage).toMatchObject({ subjects: 3, questions: 3 });
  });

  it('is whose its role is, in a stack of several tenants', () => {
    const mixed = stackOf(
      {
        Acme: roleOf('acme'),
        Eu: roleOf('acme-eu'),
        Queue: ['AWS::SQS::Queue', { Tags: tagsOf('acme') }],
        ...profile({ Ref: 'Eu' }),
      },
      'mixed',
    );
    expect(told(judge([mixed]))).toStrictEqual([]);
  });

  it('of the platform with a role of the platform is not asked about', () => {
    const platform = stackOf({ ...trustedBy(LAMBDA), ...profile('trusting') }, 'shared');
    expect(judge([platform, ...twoOrganizations()]).coverage.subjects).toBe(2);
  });

  it.each<[string, string, string]>([
    ['a role of another tenant', 'acme-eu-role', `${arn('acme-eu-role')}, which is acme-eu's`],
    ['a role of the platform', 'trusting', `${arn('trusting')}, which is no organization's`],
  ])('of a tenant may not carry %s', (_what, role, what) => {
    const platform = stackOf(trustedBy(LAMBDA), 'shared');
    expect(advised(judge([platform, ...twoOrganizations(profile(role))]))).toStrictEqual([
      `instances of acme get credentials of the role ${what} [acme/Profile] ${REMEDY}`,
    ]);
  });

  it('is not a policy that is attached to roles', () => {
    const document = policyOf({ Effect: 'Deny', Action: '*', Resource: '*' });
    const policy = (id: string, ...Roles: readonly string[]): Resources => ({
      [id]: ['AWS::IAM::Policy', { PolicyName: id, PolicyDocument: document, Roles }],
    });
    const stacks = twoOrganizations({ ...policy('Policy', 'acme-eu-role'), ...profile({ Ref: 'Role' }) });
    expect(judge(stacks)).toMatchObject({ violations: [], coverage: { subjects: 3 } });
  });

  it('of the platform may not carry a role of a tenant', () => {
    expect(told(judge([stackOf(profile('acme-role'), 'shared'), ...twoOrganizations()]))).toStrictEqual([
      `instances of no organization get credentials of the role ${arn('acme-role')}, which is acme's`,
    ]);
  });
});

test('it says what it is about', () => {
  expect(impersonation).toMatchObject({
    id: 'impersonation',
    title: 'Nobody else becomes a principal of an organization',
    about: 'roles, role aliases or instance profiles of an organization, or access keys',
  });
});
