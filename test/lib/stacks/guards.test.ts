import { join } from 'node:path';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { COMPLIANCE_PACKS } from '../../../config/environment-schema';
import { listEnvironments, loadEnvironment } from '../../../config/load-environment';
import { buildApp } from '../../../lib/stacks/build-app';
import { environment, organization } from '../../fixtures/environment';
import { newApp, wholeOf } from '../../fixtures/synthesize';

const ENVIRONMENTS = join(__dirname, '..', '..', '..', 'environments');
const GUARDED = environment({
  athenaCreateIamUser: true,
  compliancePacks: COMPLIANCE_PACKS,
  dataConnectorRepositories: ['postgres'],
  organizations: [organization('acme', { athenaUsers: ['ann'] })],
});

/** Messages of failed validation go to stderr, which is not what these tests are about. */
beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
});

function guardedApp(builtinCloudFormationValidation = false): App {
  const app = newApp(builtinCloudFormationValidation);
  buildApp(app, wholeOf(GUARDED));
  return app;
}

function stackOf(app: App, name: string): Stack {
  return Stack.of(app.node.findChild(name));
}

describe('rule packs', () => {
  test.each(listEnvironments(ENVIRONMENTS))(
    'have no unacknowledged finding in %s, with all packs',
    (name) => {
      const shipped = loadEnvironment(name, ENVIRONMENTS);
      expect(shipped.compliancePacks).toEqual(COMPLIANCE_PACKS);
      const app = newApp();
      buildApp(app, wholeOf(shipped));
      expect(() => app.synth()).not.toThrow();
    },
  );

  test.each<[string, Parameters<typeof environment>[0]]>([
    ['with access logs under SSE-KMS', { accessLogEncryption: 'SSE-KMS' }],
    ['with a suspended organization', { organizations: [organization('acme', { status: 'suspended' })] }],
    ['without organizations', { organizations: [] }],
  ])('have no unacknowledged finding %s', (_case, overrides) => {
    const app = newApp();
    buildApp(app, wholeOf({ ...GUARDED, ...overrides }));
    expect(() => app.synth()).not.toThrow();
  });

  test('fail the synth on a finding that nobody acknowledged', () => {
    const app = guardedApp();
    new CfnPolicy(stackOf(app, 'ts-test-organization-acme'), 'Careless', {
      policyName: 'careless',
      policyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] },
      users: ['ann'],
    });
    expect(() => app.synth()).toThrow('validation');
  });

  test('are those of the environment', () => {
    const app = newApp();
    buildApp(app, wholeOf({ ...GUARDED, compliancePacks: [] }));
    new CfnBucket(stackOf(app, 'ts-test-shared'), 'Careless');
    expect(() => app.synth()).not.toThrow();
  });
});

test('the acknowledged findings are these, each with a reason that argues', () => {
  const acknowledged = guardedApp()
    .node.findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.entries(data as Record<string, string>))
        .map(([id, reason]) => ({
          finding: `${construct.node.path} ${id.replace('Annotation::', '')}`,
          reason,
        })),
    );
  expect(acknowledged.map(({ finding }) => finding).sort()).toMatchSnapshot();
  for (const { finding, reason } of acknowledged) {
    expect([finding, reason.length > 40]).toEqual([finding, true]);
  }
});

/** Seconds of fixed cost: here once, and nowhere else in the tests. */
test('the built-in template validation passes, and fails the synth on a property that does not exist', () => {
  expect(() => guardedApp(true).synth()).not.toThrow();

  const app = guardedApp(true);
  new CfnBucket(stackOf(app, 'ts-test-shared'), 'Odd').addPropertyOverride('NoSuchProperty', 'x');
  expect(() => app.synth()).toThrow('validation');
}, 60_000);
