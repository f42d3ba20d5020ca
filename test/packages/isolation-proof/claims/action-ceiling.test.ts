import { actionCeiling } from '../../../../packages/isolation-proof/src/claims/action-ceiling';
import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { inlinePolicy, roleOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

/** Claims that acme's role violates which may assume this one. */
function violatedBy(role: string, forbids: 'changes' | 'changes and views' = 'changes'): string[] {
  const assume: Json = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role };
  const stacks = twoOrganizations(
    { Role: roleOf('acme', inlinePolicy(assume)), Other: roleOf('acme', { RoleName: 'acme-other' }) },
    { Role: roleOf('acme-eu') },
  );
  const specification = {
    tenants: TAGS,
    tenancyOf: tenancyFrom({}),
    claims: [actionCeiling({ forbids }), tenantIsolation()],
  };
  const { claims } = verify(stacks, specification).proof;
  return claims.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
}

it("lets a principal assume a role of its own organization's", () => {
  expect(violatedBy(`arn:aws:iam::${ACCOUNT}:role/acme-other`)).toEqual([]);
});

it('leaves it to tenant isolation that nobody assumes the role of another organization', () => {
  expect(violatedBy(`arn:aws:iam::${ACCOUNT}:role/acme-eu-role`)).toEqual(['tenant-isolation']);
});

it('forbids it where views are forbidden, too', () => {
  expect(violatedBy(`arn:aws:iam::${ACCOUNT}:role/acme-other`, 'changes and views')).toEqual([
    'action-ceiling',
  ]);
});
