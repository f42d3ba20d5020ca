import { declaredOutsiders } from '../../../policies/guardrails/outsiders';
import { guardrailsOf } from '../../../policies/guardrails/guardrails';
import { guardrailInputs } from '../../../policies/guardrails/spared';
import { environment, organization, regionNamed } from '../../fixtures/environment';
import { BARELY_GUARDED, DELIVERY, GUARDED } from '../../fixtures/guarded';

const text = (of: object): string => JSON.stringify(of);

test('there are five service and two resource control policies, and one of S3', () => {
  expect(guardrailsOf(GUARDED).map(({ id, type }) => [id, type])).toEqual([
    ['scp-identities', 'SERVICE_CONTROL_POLICY'],
    ['scp-data', 'SERVICE_CONTROL_POLICY'],
    ['scp-operation', 'SERVICE_CONTROL_POLICY'],
    ['scp-flows', 'SERVICE_CONTROL_POLICY'],
    ['scp-account', 'SERVICE_CONTROL_POLICY'],
    ['rcp-outsiders', 'RESOURCE_CONTROL_POLICY'],
    ['rcp-transport', 'RESOURCE_CONTROL_POLICY'],
    ['s3-public-access', 'S3_POLICY'],
  ]);
});

test('they deny only, since AWS takes an Allow in no resource control policy', () => {
  const effects = guardrailsOf(GUARDED).flatMap(
    ({ document }) => text(document).match(/"Effect":"\w+"/g) ?? [],
  );
  expect(new Set(effects)).toEqual(new Set(['"Effect":"Deny"']));
});

test('resource control policies name services, everybody, and no NotAction', () => {
  const resourcePolicies = guardrailsOf(GUARDED).filter(({ type }) => type === 'RESOURCE_CONTROL_POLICY');
  for (const { document } of resourcePolicies) {
    const { Statement: statements } = document as { Statement: Record<string, unknown>[] };
    for (const { Principal, Action, NotAction } of statements) {
      expect([Principal, NotAction]).toEqual(['*', undefined]);
      expect([Action].flat()).not.toContain('*');
    }
  }
});

test('they are the same for any number of organizations', () => {
  const many = Array.from({ length: 1000 }, (_, index) => organization(`acme-${index}`));
  expect(text(guardrailsOf({ ...GUARDED, organizations: many }))).toBe(text(guardrailsOf(GUARDED)));
});

test('descriptions fit AWS Organizations', () => {
  for (const { description } of guardrailsOf(GUARDED)) expect(description.length).toBeLessThanOrEqual(512);
});

test('without operators and break-glass nobody is spared in their names', () => {
  const documents = text(guardrailsOf(BARELY_GUARDED));
  expect(documents).not.toMatch(/hub-operator|hub-revoker|secret-writer|break-glass/);
  expect(documents).toContain('"Sid":"DeploymentAssumedByExempt"');
});

test('partitions other than aws have their own ARNs', () => {
  const china = environment({ ...BARELY_GUARDED, region: regionNamed('cn-north-1') });
  expect(text(guardrailsOf(china))).not.toContain('arn:aws:');
});

test('roles of other accounts that may come are those that the environment names', () => {
  const other = 'arn:aws:iam::999988887777:role/ci';
  const { guardrails } = GUARDED.operations;
  const config = {
    ...GUARDED,
    operations: {
      ...GUARDED.operations,
      ...(guardrails === undefined ? {} : { guardrails: { ...guardrails, exempt: [DELIVERY, other] } }),
    },
  };
  expect(declaredOutsiders(guardrailInputs(config))).toEqual([
    'arn:aws:iam::444455556666:role/auditors',
    other,
  ]);
});
