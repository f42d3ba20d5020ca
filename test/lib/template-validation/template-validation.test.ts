import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CloudFormationValidatePlugin, Stack, Validations } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import fc from 'fast-check';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { listEnvironments, loadEnvironment } from '../../../config/load-environment';
import { orgSlugProblems } from '../../../config/org-slug';
import { type BuildOptions, buildApp } from '../../../lib/stacks/build-app';
import { FEWEST_OF_FORM } from '../../../lib/stacks/organization-stacks';
import { newApp } from '../../fixtures/cdk-app';
import { environment, NO_PIPELINES, organization } from '../../fixtures/environment';
import { wholeOf } from '../../fixtures/synthesize';
import { Judged } from './judged';
import { rememberJudgments, startForAllTypes } from './judgments';

const ENVIRONMENTS = join(__dirname, '..', '..', '..', 'environments');
/** The validator takes seconds to start: whatever is judged by it in this process is in this file. */
const judgments = rememberJudgments();
beforeAll(startForAllTypes);
afterAll(() => {
  judgments.restore();
});

/** Beside those that ship, of each kind of names, and words that templates hold. */
const MORE_SLUGS = ['initech', 'umbrella-1', 'umbrella-2', 'hooli2', 'aws-users', 'kms'];

/** Without pipelines, which are more to judge of the same kind. */
function withOrganizations(...slugs: string[]): EnvironmentConfig {
  return environment({
    pipelines: NO_PIPELINES,
    organizations: slugs.map((slug) => organization(slug)),
  });
}

const FOUR = withOrganizations('acme', 'best', 'corp', 'dell');

/** Adds a property that no key has. */
function plant(template: string): string {
  return template.replace('"EnableKeyRotation": true', '"NoSuchProperty": 1, "EnableKeyRotation": true');
}

test('one of each kind of names is judged for all of a form, and what is shared by itself', () => {
  const many = ['acme', 'acme-eu', 'best', 'best-us', 'corp'];
  const suspended = organization('corp-us', { status: 'suspended' });
  const config = environment({
    organizations: [...many.map((slug) => organization(slug)), suspended],
  });
  expect(new Judged(config).calls()).toEqual([['ts-test-shared', 'acme', 'acme-eu', 'corp-us']]);
});

test.each(['acme', 'best', 'dell'])('a mistake in the template of %s alone is found there', (planted) => {
  const judged = new Judged(FOUR, (template, slug) => (slug === planted ? plant(template) : template));
  expect(judged.places()).toEqual([planted]);
  expect(judged.report()).toEqual(judged.report(true));
});

test('a mistake in all templates is found in each', () => {
  const judged = new Judged(FOUR, plant);
  expect(judged.places()).toEqual(['acme', 'best', 'corp', 'dell']);
  expect(judged.report()).toEqual(judged.report(true));
});

describe('what depends on the name is found in each that has such a name, and not in others', () => {
  const slugs = ['acme', 'best-1', 'corporation', 'dell-2', 'evil3', 'corporations'];
  const topicRule = (slug: string): string =>
    JSON.stringify({
      Type: 'AWS::IoT::TopicRule',
      Properties: { RuleName: slug, TopicRulePayload: { Sql: 'SELECT 1', Actions: [] } },
    });

  test.each<[string, (template: string, slug: string) => string, string[]]>([
    [
      'of more than 64 characters',
      (template, slug) => template.replaceAll(`"ts-test-${slug}-data-hub"`, `"${'x'.repeat(53)}-${slug}"`),
      ['corporation', 'corporations'],
    ],
    [
      'with a hyphen, where only letters, digits and underscores may be',
      (template, slug) => template.replace('"Resources": {', `"Resources": {"Planted": ${topicRule(slug)},`),
      ['best-1', 'dell-2'],
    ],
  ])('%s', (_case, change, places) => {
    const judged = new Judged(withOrganizations(...slugs), change);
    expect(judged.places().sort()).toEqual(places);
    expect(judged.report()).toEqual(judged.report(true));
  });
});

test('nothing is found in an organization with users of its own', () => {
  const organizations = [organization('acme', { athenaUsers: ['ann'] })];
  const judged = new Judged(environment({ athenaCreateIamUser: true, organizations }));
  expect(judged.report().violations).toEqual([]);
});

describe('both modes say the same', () => {
  test.each(listEnvironments(ENVIRONMENTS))('of %s with more organizations', (name) => {
    const shipped = loadEnvironment(name, ENVIRONMENTS);
    const more = MORE_SLUGS.filter((slug) => !shipped.organizations.some((other) => other.slug === slug));
    const organizations = [...shipped.organizations, ...more.map((slug) => organization(slug))];
    const judged = new Judged({ ...shipped, organizations });
    expect(judged.report()).toEqual(judged.report(true));
    expect(judged.report().violations).toEqual([]);
  });

  // Fewer than are written from one form: findings in those name the construct of another, which has a test of its own.
  test('of organizations with any names', () => {
    const slugs = fc
      .stringMatching(/^[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,6}){0,2}$/)
      .filter((slug) => orgSlugProblems(slug).length === 0);
    fc.assert(
      fc.property(
        fc.uniqueArray(slugs, { minLength: 4, maxLength: FEWEST_OF_FORM - 1 }),
        fc.boolean(),
        (names, mistaken) => {
          const judged = new Judged(withOrganizations(...names), mistaken ? plant : undefined);
          expect(judged.report()).toEqual(judged.report(true));
        },
      ),
      { numRuns: 4, seed: 51 },
    );
  });
});

/** What a synth found, by plugin: each finding with the constructs that it names. */
function findingsIn({ outdir }: App): unknown {
  const { pluginReports } = JSON.parse(
    readFileSync(join(outdir, 'validation-report.json'), 'utf8'),
  ) as Report;
  return pluginReports.map(({ pluginName, violations }) => ({
    pluginName,
    violations: violations.map(({ ruleName, violatingConstructs }) => ({
      ruleName,
      constructs: violatingConstructs.map(({ constructPath }) => constructPath),
    })),
  }));
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

describe('a synth', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation();
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  function validated(config: EnvironmentConfig, options: BuildOptions & { builtin?: boolean } = {}): App {
    const app = newApp(options.builtin);
    buildApp(app, wholeOf(config), {
      proveIsolation: false,
      checkCapacity: false,
      validateTemplates: true,
      ...options,
    });
    return app;
  }

  function careless(app: App, stack: string): CfnBucket {
    const bucket = new CfnBucket(Stack.of(app.node.findChild(stack)), 'Careless');
    bucket.addPropertyOverride('NoSuchProperty', 'x');
    return bucket;
  }

  test('fails on a mistake in what is shared, and in one organization that is not judged for others, and names them', () => {
    const app = validated(FOUR);
    careless(app, 'ts-test-shared');
    careless(app, 'ts-test-organization-corp');
    expect(() => app.synth()).toThrow(
      /CloudFormation Validate.*ts-test-shared\/Careless.*ts-test-organization-corp\/Careless/s,
    );
  });

  test.each([
    ['one of each form is judged', false],
    ['all are judged', true],
  ])(
    'fails by validation and by rule packs on a mistake in an organization that is written from a form, where %s',
    (_case, judgeAll) => {
      const planted = 'ts-test-organization-org15';
      const slugs = Array.from({ length: FEWEST_OF_FORM }, (_, index) => `org${index + 10}`);
      const app = validated(
        { ...withOrganizations(...slugs), compliancePacks: ['AwsSolutions'] },
        { judgeAll },
      );
      new CfnPolicy(Stack.of(app.node.findChild(planted)), 'Careless', {
        policyName: 'careless',
        policyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] },
        users: ['ann'],
      }).addPropertyOverride('NoSuchProperty', 'x');
      expect(() => app.synth()).toThrow('validation');
      const constructs = [`${planted}/Careless`];
      expect(findingsIn(app)).toEqual([
        {
          pluginName: 'AwsSolutions',
          violations: [{ ruleName: 'AwsSolutions-IAM5[Resource::*]', constructs }],
        },
        { pluginName: 'CloudFormation Validate', violations: [{ ruleName: 'F3002', constructs }] },
      ]);
    },
  );

  test('takes an acknowledgement beside the resource', () => {
    const app = validated(FOUR);
    const bucket = careless(app, 'ts-test-organization-corp');
    Validations.of(bucket).acknowledge({ id: 'CloudFormation-Validate::F3002', reason: 'It is a test.' });
    expect(() => app.synth()).not.toThrow();
  });

  test('judges once where the CDK would judge, too', () => {
    const validate = jest.spyOn(CloudFormationValidatePlugin.prototype, 'validate');
    validated(FOUR, { builtin: true }).synth();
    expect(validate).toHaveBeenCalledTimes(1);
    expect(validate.mock.calls[0]?.[0].stackTemplates).toHaveLength(2);
  });
});

test('a finding in a template that was written without constructs names those of the same form', () => {
  const judged = new Judged(FOUR, plant);
  judged.takeConstructsFrom('ts-test-organization-corp');
  const { violations } = judged.report();
  const found = violations.flatMap(({ violatingResources }) => violatingResources);
  const inCorp = found.filter(({ templatePath }) => templatePath?.includes('corp'));
  const builtAs = (slug: string): string => `ts-test-organization-${slug}/OrganizationKey/Key`;
  // Whoever acknowledges it has to in each of those that are made of constructs.
  expect(inCorp.map(({ constructPath }) => constructPath)).toEqual(['acme', 'best', 'dell'].map(builtAs));
  expect(found.filter((one) => !inCorp.includes(one)).map(({ constructPath }) => constructPath)).toEqual(
    Array(3).fill(undefined),
  );
});

test('what is remembered of a judgment is what the validator says again', () => {
  const judged = new Judged(FOUR, plant);
  const [first, remembered] = [judged.report(true), judged.report(true)];
  const { judged: before } = judgments;
  judgments.forget();
  expect([remembered, judged.report(true)]).toEqual([first, first]);
  expect(judgments.judged).toBe(before + 5);
});
