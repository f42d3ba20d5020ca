import { join } from 'node:path';
import { type App, Stack, Tags, Validations } from 'aws-cdk-lib';
import { CfnAccessKey, CfnManagedPolicy, CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { COMPLIANCE_PACKS } from '../../../config/compliance-packs';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { listEnvironments, loadEnvironment } from '../../../config/load-environment';
import { buildApp } from '../../../lib/stacks/build-app';
import { environment, NO_PIPELINES, organization } from '../../fixtures/environment';
import { newApp } from '../../fixtures/cdk-app';
import { wholeOf } from '../../fixtures/synthesize';

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

function guardedApp(): App {
  const app = newApp();
  buildApp(app, wholeOf(GUARDED), { proveIsolation: false });
  return app;
}

function stackOf(app: App, name: string): Stack {
  return Stack.of(app.node.findChild(name));
}

describe('the check of quotas', () => {
  const noAliasesLeft = environment({
    quotas: { 'iot-role-aliases': 3 },
  });
  const check = (config: EnvironmentConfig, checkCapacity = true): App => {
    const app = newApp();
    buildApp(app, wholeOf(config), { proveIsolation: false, checkCapacity });
    return app;
  };

  test('fails the synth where nothing is left of one, naming it, and what to write', () => {
    expect(() => check(noAliasesLeft).synth()).toThrow(
      /No room is left: IoT role aliases: 3 of 3 role aliases.*L-8AF17D80.*environments\/test\.json/s,
    );
  });

  test('says nothing where there is room, or where it is off', () => {
    expect(() => check(environment()).synth()).not.toThrow();
    expect(() => check(noAliasesLeft, false).synth()).not.toThrow();
  });

  test('counts an organization that is synthesized alone with the others and with what is shared', () => {
    const alone = (quotas: EnvironmentConfig['quotas']): App => {
      const app = newApp();
      const config = environment({ quotas });
      const organizations = config.organizations.slice(1);
      buildApp(app, { environment: config, shared: false, organizations }, { proveIsolation: false });
      return app;
    };
    // One key of each organization, one that is shared.
    expect(() => alone({ 'kms-keys': 3 }).synth()).toThrow(/3 of 3 keys/);
    expect(() => alone({ 'kms-keys': 4 }).synth()).not.toThrow();
  });
});

/** Of two organizations, with no more than the proof takes to find what is planted here. */
const SMALL = environment({
  dataConnectorRepositories: [],
  pipelineRepositories: [],
  pipelines: NO_PIPELINES,
});

describe('the isolation proof', () => {
  test('fails the synth with each construct and a request that would be allowed', () => {
    const app = newApp();
    buildApp(app, wholeOf(SMALL));
    const [hubPolicy] = stackOf(app, 'ts-test-organization-acme')
      .node.findAll()
      .filter((construct) => construct instanceof CfnManagedPolicy);
    hubPolicy?.addPropertyOverride(
      'PolicyDocument.Statement.0.Resource',
      'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme*',
    );
    new CfnBucket(stackOf(app, 'ts-test-shared'), 'Careless', { bucketName: 'careless' });
    const synth = (): unknown => app.synth();
    expect(synth).toThrow(
      /may s3:putobject on arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an\/acme,.*ts-test-organization-acme\/DataHub/s,
    );
    expect(synth).toThrow('ts-test-shared/Careless could become public');
  });

  test('judges an organization that is synthesized alone together with what is shared', () => {
    const app = newApp();
    const organizations = SMALL.organizations.slice(0, 1);
    buildApp(app, { environment: SMALL, shared: false, organizations });
    expect(() => app.synth()).not.toThrow();
  });

  test('fails the synth where nothing but a missing Deny is at fault', () => {
    const app = newApp();
    buildApp(app, wholeOf(SMALL));
    const [bucketPolicy] = stackOf(app, 'ts-test-shared')
      .node.findAll()
      .filter((construct) => construct instanceof CfnBucketPolicy)
      .filter(({ node }) => node.path.includes('/Raw/'));
    bucketPolicy?.addPropertyOverride('PolicyDocument.Statement.2.Effect', 'Allow');
    expect(() => app.synth()).toThrow('who belongs to no organization, may s3:');
  });

  test('fails the synth on what it does not understand', () => {
    const app = newApp();
    buildApp(app, wholeOf(SMALL));
    new CfnAccessKey(stackOf(app, 'ts-test-organization-acme'), 'Key', { userName: 'ann' });
    expect(() => app.synth()).toThrow('it is a key of the user ann, which no template makes');
  });
});

describe('the isolation proof of an environment without organizations', () => {
  const EMPTY = environment({ organizations: [] });

  test('lets its first deployment through, and says that no isolation is proved', () => {
    const app = newApp();
    buildApp(app, wholeOf(EMPTY));
    expect(() => app.synth()).not.toThrow();
    const { messages } = app.synth().getStackByName('ts-test-shared');
    expect(messages.map(({ level, entry: { data } }) => [level, data])).toEqual([
      ['info', expect.stringMatching(/has no organization yet: .*no isolation of organizations/)],
    ]);
  });

  test('says nothing of the kind where there is an organization', () => {
    const app = newApp();
    buildApp(app, wholeOf(SMALL), { proveIsolation: false });
    expect(app.synth().getStackByName('ts-test-shared').messages).toEqual([]);
  });

  test('still fails the synth on what is shared', () => {
    const app = newApp();
    buildApp(app, wholeOf(EMPTY));
    new CfnBucket(stackOf(app, 'ts-test-shared'), 'Careless', { bucketName: 'careless' });
    expect(() => app.synth()).toThrow('ts-test-shared/Careless could become public');
  });

  test('is undecided if resources carry the tag of an organization all the same', () => {
    const app = newApp();
    buildApp(app, wholeOf(EMPTY));
    Tags.of(stackOf(app, 'ts-test-shared')).add('orgSlug', 'acme', { priority: 500 });
    expect(() => app.synth()).toThrow(
      'Cannot prove isolation: acme: resources carry the tag orgSlug=acme, and the configuration has no such organization',
    );
  });
});

test('the isolation proof is undecided if no resource carries the tag of an organization of the environment', () => {
  const app = newApp();
  buildApp(app, wholeOf(SMALL));
  Tags.of(stackOf(app, 'ts-test-organization-acme')).remove('orgSlug', { priority: 500 });
  expect(() => app.synth()).toThrow(/Cannot prove isolation: /);
});

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

  // What packs find is in one resource, so that settings of different ones are judged together.
  test.each<[string, Parameters<typeof environment>[0]]>([
    [
      'with access logs under SSE-KMS, hubs that are trusted for this account, and a suspended organization',
      {
        accessLogEncryption: 'SSE-KMS',
        dataHubTrust: 'service-of-this-account',
        organizations: [...GUARDED.organizations, organization('acme-eu', { status: 'suspended' })],
      },
    ],
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
    buildApp(app, wholeOf({ ...GUARDED, compliancePacks: [] }), { proveIsolation: false });
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
