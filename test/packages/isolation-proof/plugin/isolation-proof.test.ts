import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import {
  IsolationProof,
  type IsolationProofOptions,
} from '../../../../packages/isolation-proof/src/plugin/isolation-proof';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { inlinePolicy, roleOf } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { ACCOUNT } from '../fixtures/stack-of';

const directory = mkdtempSync(join(tmpdir(), 'plugin-test-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

type Templates = Readonly<Record<string, JsonObject>>;

/** The template of a tenant with a role that may do this. */
function tenant(slug: string, resource = `arn:aws:s3:::${slug}-data/*`): JsonObject {
  const policy = inlinePolicy({ Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: resource });
  const [Type, Properties] = roleOf(slug, policy);
  return { Resources: { Role: { Type, Properties } } };
}

const TENANTS: Templates = { first: tenant('acme'), second: tenant('acme-eu') };

/** What the plugin says of stacks with these templates. */
function reportOf(
  templates: Templates,
  options?: IsolationProofOptions,
  more: Partial<Specification> = {},
): PolicyValidationPluginReport {
  const stackTemplates = Object.entries(templates).map(([stackConstructPath, template]) => {
    const templatePath = join(directory, `${stackConstructPath}.json`);
    writeFileSync(templatePath, JSON.stringify(template));
    return { stackConstructPath, templatePath, accountId: ACCOUNT, region: 'eu-central-1' };
  });
  const plugin = new IsolationProof({ ...SPECIFICATION, ...more }, options);
  return plugin.validate({ stackTemplates } as unknown as IPolicyValidationContext);
}

/** Rules of what is found, with the first line of each. */
const findings = (report: PolicyValidationPluginReport): string[] =>
  report.violations.map(({ ruleName, description }) => `${ruleName}: ${description.split('\n')[0] ?? ''}`);

const ODD = { Resources: { Odd: { Type: 'AWS::Odd::Thing' } } };

it('succeeds where isolation is proved', () => {
  expect(reportOf(TENANTS)).toStrictEqual({ success: true, violations: [] });
  expect(new IsolationProof(SPECIFICATION).name).toBe('IsolationProof');
});

it('reads the tags of stacks in the manifest beside their templates', () => {
  const { Resources } = TENANTS['first'] as { Resources: { Role: { Properties: JsonObject } } };
  const { Tags: _tags, ...properties } = Resources.Role.Properties;
  const untagged = { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: properties } } };
  const manifest = (orgSlug: string): void => {
    const artifact = { properties: { templateFile: 'first.json', tags: { orgSlug } } };
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts: { first: artifact } }));
  };
  manifest('acme');
  expect(reportOf({ ...TENANTS, first: untagged }).success).toBe(true);
  manifest('acme-eu');
  expect(reportOf({ ...TENANTS, first: untagged }).success).toBe(false);
  rmSync(join(directory, 'manifest.json'));
});

it('takes the names of stacks from the manifest, so that what refers to one is found', () => {
  const output = { Resources: {}, Outputs: { Bucket: { Value: 'arn:aws:s3:::acme-data/*' } } };
  const reference = { 'Fn::GetStackOutput': { StackName: 'named', OutputName: 'Bucket' } };
  const templates = { ...TENANTS, first: tenant('acme', reference as never), other: output };
  const manifest = (stackName: string): void => {
    const artifact = { properties: { templateFile: 'other.json', stackName } };
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts: { other: artifact } }));
  };
  manifest('named');
  expect(reportOf(templates).success).toBe(true);
  manifest('otherwise');
  expect(reportOf(templates).success).toBe(false);
  rmSync(join(directory, 'manifest.json'));
});

it('fails with every claim that does not hold', () => {
  const report = reportOf({ ...TENANTS, first: tenant('acme', 'arn:aws:s3:::acme-eu-data/*') });

  expect(report.success).toBe(false);
  expect(findings(report)).toStrictEqual([
    expect.stringMatching(/^isolation\/tenant-isolation: Claim violated: /) as string,
    'isolation/not-proved: Isolation is not proved: one finding',
  ]);
  expect(report.violations[0]?.violatingResources).toStrictEqual([
    { constructPath: 'first/Role', resourceLogicalId: 'Role', locations: ['statement Read'] },
  ]);
});

it('fails with what is unknown, each reason once', () => {
  const report = reportOf({ ...TENANTS, third: ODD, fourth: ODD });

  expect(findings(report)).toStrictEqual([
    expect.stringMatching(
      /^isolation\/undecided: Cannot prove isolation: third\/Odd, fourth\/Odd: the type AWS::Odd::Thing is not known/,
    ) as string,
    'isolation/not-proved: Isolation is not proved: one finding',
  ]);
});

it('fails with what does not come out as the contract says', () => {
  const contract: Specification['contract'] = {
    rows: { allowed: [], denied: [] },
    of: () => ({ missing: ['a name'] }),
  };

  expect(findings(reportOf(TENANTS, {}, { contract }))).toContain(
    'isolation/contract/names: A request does not come out as expected:',
  );
});

it('does not take an error of the program for something unknown', () => {
  const tenancyOf = (): never => {
    throw new RangeError('broken');
  };

  expect(() => reportOf(TENANTS, {}, { tenancyOf })).toThrow(RangeError);
});

describe('tenants that are expected', () => {
  it('are there', () => {
    expect(reportOf(TENANTS, { expectedTenants: ['acme-eu', 'acme'] }).success).toBe(true);
  });

  it('are missing, or are more than expected', () => {
    expect(findings(reportOf(TENANTS, { expectedTenants: ['acme', 'globex', 'initech'] }))).toStrictEqual([
      'isolation/undecided: Cannot prove isolation: globex: the configuration has this organization, and no resource carries the tag orgSlug=globex',
      'isolation/undecided: Cannot prove isolation: initech: the configuration has this organization, and no resource carries the tag orgSlug=initech',
      'isolation/undecided: Cannot prove isolation: acme-eu: resources carry the tag orgSlug=acme-eu, and the configuration has no such organization',
      'isolation/not-proved: Isolation is not proved: 3 findings',
    ]);
  });

  const SHARED: Templates = { shared: { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } } };

  it('may be none, if the app says so', () => {
    expect(reportOf(SHARED, { expectedTenants: [] }).success).toBe(true);
    expect(findings(reportOf(SHARED))).toStrictEqual([
      expect.stringMatching(/^isolation\/undecided: Cannot prove isolation: /) as string,
      'isolation/not-proved: Isolation is not proved: one finding',
    ]);
    expect(reportOf(SHARED, { expectedTenants: ['acme'] }).success).toBe(false);
  });
});

describe('templates that are not synthesized with the app', () => {
  const elsewhere = (template: JsonObject, account: string | undefined = ACCOUNT): IsolationProofOptions => ({
    elsewhere: () => [{ name: 'Elsewhere', template, account, region: 'eu-central-1' }],
  });

  it('are judged with those that are', () => {
    expect(reportOf(TENANTS, elsewhere({ Resources: {} })).success).toBe(true);
    // It names no construct of the app, and would be left out.
    expect(reportOf(TENANTS, elsewhere(ODD)).violations[0]).toMatchObject({
      description: expect.stringContaining('Cannot prove isolation: Elsewhere/Odd: ') as string,
      violatingResources: [{ locations: [] }],
    });
  });

  it('are where the specification says, if they are pinned to nowhere', () => {
    const unpinned = { account: ACCOUNT, region: 'eu-central-1' };
    const options: IsolationProofOptions = {
      elsewhere: () => [
        { name: 'Elsewhere', template: { Resources: {} }, account: undefined, region: undefined },
      ],
    };

    expect(reportOf(TENANTS, options, { unpinned }).success).toBe(true);
    expect(reportOf(TENANTS, options).success).toBe(false);
  });

  it('are imported from', () => {
    const exporting = {
      Resources: {},
      Outputs: { Data: { Value: 'arn:aws:s3:::acme-data', Export: { Name: 'data' } } },
    };
    const importing = tenant('acme');
    const [Type, Properties] = roleOf(
      'acme',
      inlinePolicy({ Effect: 'Allow', Action: 's3:ListBucket', Resource: { 'Fn::ImportValue': 'data' } }),
    );
    const templates = { ...TENANTS, first: { ...importing, Resources: { Role: { Type, Properties } } } };

    expect(reportOf(templates, elsewhere(exporting)).success).toBe(true);
    expect(reportOf(templates).success).toBe(false);
  });
});
