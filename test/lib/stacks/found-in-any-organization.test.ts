import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { buildApp } from '../../../lib/stacks/build-app';
import { FEWEST_OF_FORM } from '../../../lib/stacks/organization-stacks';
import { newApp } from '../../fixtures/cdk-app';
import { environment, organization } from '../../fixtures/environment';
import { wholeOf } from '../../fixtures/synthesize';

/** All of one form, so that all but the first are written from it. */
const SLUGS = Array.from({ length: FEWEST_OF_FORM + 2 }, (_, index) => `org${index + 10}`);
const PLANTED_IN = 'ts-test-organization-org15';

/** Messages of failed validation go to stderr, which is not what these tests are about. */
beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** What the synth finds, by plugin: each finding with the constructs that it names. */
function findings(judgeAll: boolean, plant: (stack: Stack) => void): unknown {
  const app = newApp();
  const config = environment({
    compliancePacks: ['AwsSolutions'],
    organizations: SLUGS.map((slug) => organization(slug)),
  });
  buildApp(app, wholeOf(config), { proveIsolation: false, judgeAll, validateTemplates: true });
  plant(Stack.of(app.node.findChild(PLANTED_IN)));
  expect(() => app.synth()).toThrow('validation');
  const { pluginReports } = JSON.parse(
    readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'),
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

describe.each([
  ['one of each form is judged', false],
  ['all are judged', true],
])('where %s, a mistake in an organization that stands for no other', (_case, judgeAll) => {
  test('is found by a rule pack, and named', () => {
    const plant = (stack: Stack): void => {
      new CfnPolicy(stack, 'Careless', {
        policyName: 'careless',
        policyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] },
        users: ['ann'],
      });
    };
    const constructs = [`${PLANTED_IN}/Careless`];
    expect(findings(judgeAll, plant)).toEqual([
      {
        pluginName: 'AwsSolutions',
        violations: [{ ruleName: 'AwsSolutions-IAM5[Resource::*]', constructs }],
      },
    ]);
  });

  test('is found by template validation, and named', () => {
    const plant = (stack: Stack): void => {
      new CfnBucket(stack, 'Careless').addPropertyOverride('NoSuchProperty', 'x');
    };
    expect(findings(judgeAll, plant)).toEqual(
      expect.arrayContaining([
        {
          pluginName: 'CloudFormation Validate',
          violations: [{ ruleName: 'F3002', constructs: [`${PLANTED_IN}/Careless`] }],
        },
      ]),
    );
  });
});
