import { COMPLIANCE_PACKS } from '../../../config/compliance-packs';
import { benchEnvironment, benchSlugs } from '../../../tools/bench/bench-environment';

test('slugs are of one length, different and without hyphens', () => {
  expect(benchSlugs(2)).toEqual(['org00001', 'org00002']);
  const slugs = benchSlugs(1000);
  expect(new Set(slugs).size).toBe(1000);
  expect(slugs.at(-1)).toBe('org01000');
});

test.each([
  [true, [...COMPLIANCE_PACKS]],
  [false, []],
])('the environment that is measured is production, with guards: %s', (guards, compliancePacks) => {
  const environment = benchEnvironment(2, guards);
  expect(environment).toMatchObject({ name: 'production', compliancePacks });
  expect(environment.organizations.map(({ slug }): string => slug)).toEqual(['org00001', 'org00002']);
  expect(environment.dataConnectorRepositories.length).toBeGreaterThan(0);
});
