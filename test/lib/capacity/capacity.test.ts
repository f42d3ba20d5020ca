import type { EnvironmentConfig } from '../../../config/environment-config';
import type { QuotaKey } from '../../../config/quotas';
import { capacityOf, levelOf, organizationsAt, type QuotaUse } from '../../../lib/capacity/capacity';
import type { CapacityStack } from '../../../lib/capacity/capacity-stack';
import { environment, organization, regionNamed } from '../../fixtures/environment';
import { organizationStack, resources, stackOf } from './templates';

const SHARED = stackOf('ts-test-shared', {
  ...resources('AWS::KMS::Key', 2),
  ...resources('AWS::S3::Bucket', 3),
});
const ACME = organizationStack('acme', 2);
const ACME_EU = organizationStack('acme-eu', 1);

function useOf(
  key: QuotaKey,
  stacks: readonly CapacityStack[],
  config: Partial<EnvironmentConfig> = {},
  organizations?: number,
): QuotaUse | undefined {
  const options = organizations === undefined ? {} : { organizations };
  return capacityOf(stacks, environment(config), options).quotas.find((use) => use.key === key);
}

test('what is shared counts once, and each organization what its own template has', () => {
  expect(capacityOf([SHARED, ACME, ACME_EU], environment()).organizations).toBe(2);
  expect(useOf('iot-role-aliases', [SHARED, ACME, ACME_EU])).toEqual({
    key: 'iot-role-aliases',
    use: 3,
    limit: 100,
    raised: false,
    level: 'enough',
    basis: 'templates',
    shared: 0,
    perOrganization: 2,
    reachedAt: 50,
  });
  expect(useOf('cloudformation-stacks', [SHARED, ACME, ACME_EU])).toMatchObject({ use: 3, shared: 1 });
});

test('what no organization has does not grow', () => {
  const buckets = useOf('s3-buckets', [SHARED, ACME]);
  expect(buckets).toMatchObject({ use: 3, shared: 3, perOrganization: 0 });
  expect(buckets).not.toHaveProperty('reachedAt');
  expect(useOf('iam-users', [SHARED, ACME])).toBeUndefined();
});

describe('organizations whose templates are not there', () => {
  test('count like the largest of those that are', () => {
    expect(useOf('iot-role-aliases', [SHARED, ACME], {})).toMatchObject({ use: 4 });
    const [one, two, three] = ['acme', 'acme-eu', 'globex'].map((slug) => organization(slug));
    const organizations = [one, two, three].filter((each) => each !== undefined);
    expect(useOf('iot-role-aliases', [SHARED, ACME, ACME_EU], { organizations })).toMatchObject({ use: 5 });
  });

  test('that are not recorded either do not count twice, and one that is synthesized counts', () => {
    const newco = organizationStack('newco', 1);
    expect(capacityOf([SHARED, newco], environment())).toMatchObject({ organizations: 3 });
    expect(useOf('iot-role-aliases', [SHARED, newco])).toMatchObject({ use: 3 });
  });
});

test.each([
  [0, 0],
  [1, 2],
  [1000, 2000],
])('as if there were %d organizations, each is as large as the largest', (organizations, use) => {
  expect(useOf('iot-role-aliases', [SHARED, ACME, ACME_EU], {}, organizations)).toMatchObject({ use });
  expect(useOf('cloudformation-stacks', [SHARED, ACME], {}, organizations)).toMatchObject({
    use: 1 + organizations,
  });
});

describe('limits', () => {
  test('are those that the environment says were raised', () => {
    expect(useOf('iot-role-aliases', [ACME], { quotas: { 'iot-role-aliases': 500 } })).toMatchObject({
      limit: 500,
      raised: true,
      reachedAt: 250,
    });
  });

  test('are those of the Region', () => {
    const rules = stackOf('acme', resources('AWS::Events::Rule', 1, 'acme'));
    expect(useOf('eventbridge-rules', [rules])).toMatchObject({ limit: 300 });
    expect(useOf('eventbridge-rules', [rules], { region: regionNamed('eu-south-1') })).toMatchObject({
      limit: 100,
    });
  });

  test.each([
    [79, 'enough'],
    [80, 'scarce'],
    [99, 'scarce'],
    [100, 'reached'],
    [101, 'reached'],
  ])('of 100 with %d used: %s', (used, level) => {
    expect(levelOf(used, 100)).toBe(level);
    expect(useOf('iot-role-aliases', [organizationStack('acme-eu', 1)], {}, used)).toMatchObject({ level });
  });

  test.each([
    [100, 0, 1, 100],
    [1500, 2, 4, 375],
    [1000, 0, 3, 334],
    [100, 0, 10 / 1800, 18_000],
    [100, 0, 1 / 1800, 180_000],
    [10, 12, 1, 0],
  ])(
    'of %d with %d shared and %d of each is reached at %d organizations',
    (limit, shared, each, organizations) => {
      expect(organizationsAt(limit, shared, each)).toBe(organizations);
    },
  );
});

test('what no template shows follows from the plans, and says so', () => {
  const planned = { dataHubs: 36, connectorSecrets: 4 };
  const rate = useOf('iot-certificate-requests', [SHARED, ACME, ACME_EU], { planned });
  // Each hub asks every 30 minutes.
  expect(rate).toMatchObject({ basis: 'plan', use: 0.04, perOrganization: 0.02, reachedAt: 5000 });
  expect(useOf('ssm-parameters', [ACME, ACME_EU], { planned })).toMatchObject({ use: 8, reachedAt: 2500 });
});

describe('the first to be reached', () => {
  const both = stackOf('acme', {
    ...resources('AWS::IoT::RoleAlias', 1, 'acme'),
    ...resources('AWS::IAM::Role', 5, 'acme'),
  });

  test('is that with the fewest organizations', () => {
    expect(capacityOf([both], environment()).first).toMatchObject({
      key: 'iot-role-aliases',
      reachedAt: 100,
    });
    const quotas = { 'iot-role-aliases': 201 };
    expect(capacityOf([both], environment({ quotas })).first).toMatchObject({
      key: 'iam-roles',
      reachedAt: 200,
    });
  });

  test('is none where nothing grows', () => {
    const config = environment({ planned: { dataHubs: 0, connectorSecrets: 0 }, organizations: [] });
    expect(capacityOf([SHARED], config)).not.toHaveProperty('first');
  });
});

test('of sizes, the largest of all templates counts, and it does not grow', () => {
  const policy = (name: string, sid: string): CapacityStack =>
    stackOf(name, { P: { Type: 'AWS::IoT::Policy', Properties: { PolicyDocument: { Sid: sid } } } });
  const use = useOf('iot-policy-size', [
    policy('a', 'x'.repeat(90)),
    policy('b', 'x'.repeat(1990)),
    policy('c', ''),
  ]);
  expect(use).toMatchObject({ use: 2000, limit: 2048, level: 'scarce', place: 'b/P', perOrganization: 0 });
  expect(use).not.toHaveProperty('reachedAt');
});
