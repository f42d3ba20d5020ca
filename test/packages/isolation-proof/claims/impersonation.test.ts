import { impersonation } from '../../../../packages/isolation-proof/src/claims/impersonation';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Exposure } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { user } from '../fixtures/identities';
import { policyOf, roleOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged, told, trustedBy } from './judged';

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

test('it says what it is about', () => {
  expect(impersonation).toMatchObject({
    id: 'impersonation',
    title: 'Nobody else becomes a principal of an organization',
    about: 'roles, role aliases or instance profiles of an organization, or access keys',
  });
});
