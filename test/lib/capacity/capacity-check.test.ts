import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { CapacityCheck } from '../../../lib/capacity/capacity-check';
import type { CapacityStack } from '../../../lib/capacity/capacity-stack';
import { environment, organization } from '../../fixtures/environment';
import { organizationStack, resources, stackOf } from './templates';

const FOLDER = mkdtempSync(join(tmpdir(), 'capacity-check-'));
afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

const SHARED = stackOf('ts-test-shared', resources('AWS::S3::Bucket', 3));

/** `acme`, `acme-eu`, and so many more that there are that many. */
function slugs(count: number): string[] {
  return ['acme', 'acme-eu', ...Array.from({ length: count - 2 }, (_, index) => `org-${index}`)];
}

function check(
  stacks: readonly CapacityStack[],
  config: EnvironmentConfig,
  elsewhere: readonly CapacityStack[] = [],
): PolicyValidationPluginReport {
  const stackTemplates = stacks.map(({ name, template }) => {
    const templatePath = join(FOLDER, `${name}.json`);
    writeFileSync(templatePath, JSON.stringify(template, undefined, 1));
    return { stackConstructPath: name, templatePath };
  });
  return new CapacityCheck(config, () => elsewhere).validate({
    stackTemplates,
  } as unknown as IPolicyValidationContext);
}

function withOrganizations(
  count: number,
  config: Partial<EnvironmentConfig> = {},
): PolicyValidationPluginReport {
  const organizations = slugs(count).map((slug) => organization(slug));
  return check(
    [SHARED, ...organizations.map(({ slug }) => organizationStack(slug))],
    environment({ organizations, ...config }),
  );
}

test('nothing is said while less than 80 % of every quota is used', () => {
  expect(withOrganizations(79)).toEqual({ success: true, violations: [] });
});

test.each([80, 99])('%d of 100 is a warning that fails nothing', (count) => {
  const { success, violations } = withOrganizations(count);
  expect(success).toBe(true);
  expect(violations).toEqual([
    {
      ruleName: 'capacity/iot-role-aliases',
      description: `Little room is left: IoT role aliases: ${count} of 100 role aliases (${count} %)`,
      fix: expect.any(String) as string,
      severity: 'warning',
      violatingResources: [{ locations: [] }],
    },
  ]);
});

test('100 of 100 fails the synth, with the command that asks for more and the line for the file', () => {
  const { success, violations } = withOrganizations(100);
  expect(success).toBe(false);
  expect(violations).toHaveLength(1);
  const [{ description, fix = '', severity } = { description: '' }] = violations;
  expect(severity).toBe('error');
  expect(description).toBe('No room is left: IoT role aliases: 100 of 100 role aliases (100 %)');
  expect(fix).toContain(
    'aws service-quotas request-service-quota-increase --service-code iotcore --quota-code L-8AF17D80 --desired-value 200.',
  );
  expect(fix).toContain('environments/test.json: "quotas": { "iot-role-aliases": 200 }');
});

test('a limit that was raised makes room', () => {
  expect(withOrganizations(100, { quotas: { 'iot-role-aliases': 200 } })).toEqual({
    success: true,
    violations: [],
  });
});

describe('an organization that is synthesized alone', () => {
  const organizations = slugs(99).map((slug) => organization(slug));

  test('counts with all that are recorded, and with what is shared', () => {
    const recorded = check([organizationStack('acme-eu')], environment({ organizations }), [SHARED]);
    expect(recorded.violations[0]?.description).toContain('99 of 100');
    const buckets = stackOf('ts-test-shared', resources('AWS::IAM::SAMLProvider', 100));
    expect(check([organizationStack('acme')], environment(), [buckets])).toMatchObject({
      success: false,
      violations: [{ ruleName: 'capacity/iam-saml-providers' }],
    });
  });

  test('is one more if it is not recorded', () => {
    const { success, violations } = check([organizationStack('newco')], environment({ organizations }), [
      SHARED,
    ]);
    expect(success).toBe(false);
    expect(violations[0]?.description).toContain('100 of 100');
    // Without a place: of an account, and in whatever stack, the CDK CLI tells it.
    expect(violations[0]?.violatingResources).toEqual([{ locations: [] }]);
  });
});

test('plans warn, and never fail', () => {
  const { success, violations } = check(
    [SHARED, organizationStack('acme'), organizationStack('acme-eu')],
    environment({ planned: { dataHubs: 200_000, connectorSecrets: 0 } }),
  );
  expect(success).toBe(true);
  expect(violations).toMatchObject([{ ruleName: 'capacity/iot-certificate-requests', severity: 'warning' }]);
  expect(violations[0]?.description).toMatch(
    /222 of 100 requests a second .* by what the environment plans for$/,
  );
});

test('a policy that is too long names its stack, and says that nobody raises that', () => {
  const long = stackOf('ts-test-organization-acme-eu', {
    Policy: {
      Type: 'AWS::IoT::Policy',
      Properties: { PolicyDocument: { Sid: 'x'.repeat(2048) }, Tags: [{ Key: 'orgSlug', Value: 'acme-eu' }] },
    },
  });
  const { success, violations } = check([SHARED, organizationStack('acme'), long], environment());
  expect(success).toBe(false);
  expect(violations[0]).toMatchObject({
    ruleName: 'capacity/iot-policy-size',
    violatingResources: [{ constructPath: 'ts-test-organization-acme-eu', locations: [] }],
  });
  expect(violations[0]?.fix).toMatch(
    /^AWS does not raise this quota \(https:.*\): make ts-test-organization-acme-eu\/Policy smaller, or split it$/,
  );
});
