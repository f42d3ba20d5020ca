import { impersonation } from '../../../../packages/isolation-proof/src/claims/impersonation';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, circumstances, judged, told, trustedBy } from './judged';

const arn = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;
const LAMBDA = { Principal: { Service: 'lambda.amazonaws.com' } };

/** Judges stacks that may hold resources of several tenants. */
const judge = (stacks: readonly StackTemplate[]): Judgement =>
  judged(impersonation, stacks, undefined, { owner: TAGS.owner });

describe('a role alias', () => {
  const alias = (RoleArn: JsonObject | string, Tags = tagsOf('acme')): Resources => ({
    Alias: ['AWS::IoT::RoleAlias', { RoleAlias: 'alias', RoleArn, Tags }],
  });
  const REMEDY = 'Give the role alias a role of its own owner: of the same organization, or of none.';

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
        Other: roleOf('shared', {
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
