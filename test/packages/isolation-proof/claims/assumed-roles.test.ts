import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Exposure } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { advised, judged, told, trustedBy } from './judged';

const arn = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;

/** Judges a role of the platform with a trust policy of these statements, beside the roles of both tenants. */
function judge(statements: readonly JsonObject[], ...exposed: readonly Exposure[]): Judgement {
  const stacks = [stackOf(trustedBy(...statements), 'shared'), ...twoOrganizations()];
  return judged(tenantIsolation(), stacks, () => ({ exposed }));
}

const by = (AWS: Json, others: JsonObject = {}): JsonObject => ({
  Sid: 'Trust',
  Principal: { AWS },
  ...others,
});
const tagged = (value: string): JsonObject => ({
  Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': value } },
});

/**
 * No identity policy has to allow it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
describe('a role of the platform', () => {
  it.each<[string, JsonObject, string]>([
    ['a role of a tenant', by(arn('acme-role')), 'acme'],
    ['one of the other tenant', by(arn('acme-eu-role')), 'acme-eu'],
    ['a role of a tenant beside others', by([arn('operator'), arn('acme-eu-role')]), 'acme-eu'],
    ['a session of it', by(`arn:aws:sts::${ACCOUNT}:assumed-role/acme-role/worker`), 'acme'],
    ['a role of a tenant with its tag', by(arn('acme-role'), tagged('acme')), 'acme'],
    [
      'a role of a tenant on a condition that it may fulfil',
      by(arn('acme-role'), { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
      'acme',
    ],
  ])('does not trust %s', (_whom, statement, slug) => {
    expect(advised(judge([statement]))).toStrictEqual([
      `${arn(`${slug}-role`)} of ${slug} may become ${arn('trusting')}, which is not ${slug}'s: its trust policy names it [Trust] Name principals of the platform only. If the role is for that organization alone, tag it with orgSlug; if it is meant to be open, declare it with its reason: exposed: () => [{ construct: 'shared/Role', to: '${ACCOUNT}', because: '…' }].`,
    ]);
  });

  it.each<[string, JsonObject]>([
    ['other roles', by(arn('operator'))],
    // Identity policies have to allow it besides, and are asked about.
    ['the account', by(`arn:aws:iam::${ACCOUNT}:root`)],
    ['services', { Principal: { Service: 'lambda.amazonaws.com' } }],
    ['a role of a tenant on a condition that it never fulfils', by(arn('acme-role'), tagged('acme-eu'))],
    ['a role of a tenant in no case', by(arn('acme-role'), { Effect: 'Deny' })],
  ])('trusts %s', (_whom, statement) => {
    expect(told(judge([statement]))).toStrictEqual([]);
  });

  it('trusts whom it is declared to be open to, and nobody beside', () => {
    const exposure = { construct: 'shared/Role', to: arn('acme-role'), because: 'they share it' };
    const judgement = judge([by(arn('acme-role'))], exposure);
    expect(told(judgement)).toStrictEqual([]);
    expect(judgement.notes).toStrictEqual([
      `Exception 1 of 1, as declared: shared/Role is open to ${arn('acme-role')}, because they share it.`,
    ]);
    expect(told(judge([by([arn('acme-role'), arn('acme-eu-role')])], exposure))).toHaveLength(1);
    // As the advice has it.
    expect(told(judge([by([arn('acme-role'), arn('acme-eu-role')])], { ...exposure, to: ACCOUNT }))).toEqual(
      [],
    );
  });
});
