import { buildApp } from '../../../lib/stacks/build-app';
import { unrecordedOrganization } from '../../../config/environment-config';
import { parseOrgSlug } from '../../../config/org-slug';
import { ACME, ACME_EU, environment, organization } from '../../fixtures/environment';
import { newApp } from '../../fixtures/cdk-app';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const SHARED = 'ts-test-shared';

test('an environment is one shared stack and one stack for each organization', () => {
  expect(Object.keys(synthesize(wholeOf(environment())))).toEqual([
    SHARED,
    'ts-test-organization-acme',
    'ts-test-organization-acme-eu',
  ]);
});

test('a selected organization is synthesized alone, with the same template as with all others', () => {
  const whole = synthesize(wholeOf(environment()));
  const alone = synthesize({ environment: environment(), shared: false, organizations: [ACME_EU] });
  expect(Object.keys(alone)).toEqual(['ts-test-organization-acme-eu']);
  expect(alone['ts-test-organization-acme-eu']).toEqual(whole['ts-test-organization-acme-eu']);
});

test('an unrecorded organization gets the template that it will have once it is recorded', () => {
  const newco = unrecordedOrganization(parseOrgSlug('newco'));
  const unrecorded = synthesize({ environment: environment(), shared: false, organizations: [newco] });
  const recorded = synthesize(
    wholeOf(environment({ organizations: [ACME, organization('newco', { displayName: 'Newco' })] })),
  );
  expect(unrecorded['ts-test-organization-newco']).toEqual(recorded['ts-test-organization-newco']);
});

test('every stack is protected against deletion, and organizations wait for what is shared', () => {
  const app = newApp();
  buildApp(app, wholeOf(environment()), { proveIsolation: false });
  const { stacks } = app.synth();
  expect(stacks.map(({ stackName, terminationProtection }) => [stackName, terminationProtection])).toEqual(
    stacks.map(({ stackName }) => [stackName, true]),
  );
  const dependenciesOf = (name: string): string[] | undefined =>
    stacks
      .find(({ stackName }) => stackName === name)
      ?.dependencies.map(({ id }) => id)
      .filter((id) => id === SHARED);
  expect(dependenciesOf('ts-test-organization-acme')).toEqual([SHARED]);
  expect(dependenciesOf('ts-test-organization-acme-eu')).toEqual([SHARED]);
});

test('only the stacks of a first deployment are without protection, and only until it is done', () => {
  const app = newApp();
  const firstDeployments = ['ts-test-organization-acme'];
  buildApp(app, wholeOf(environment()), { proveIsolation: false, firstDeployments });
  expect(app.synth().stacks.map((stack) => [stack.stackName, stack.terminationProtection])).toEqual([
    [SHARED, true],
    ['ts-test-organization-acme', false],
    ['ts-test-organization-acme-eu', true],
  ]);
});

test('a first deployment of a stack that is not synthesized is refused', () => {
  expect(() => {
    buildApp(newApp(), wholeOf(environment()), { firstDeployments: [SHARED, 'ts-test-organization-acm'] });
  }).toThrow('-c firstDeployment = "ts-test-organization-acm": no such stack is synthesized');
});

test('stacks are pinned to the account and Region of their environment', () => {
  const app = newApp();
  buildApp(app, wholeOf(environment()), { proveIsolation: false });
  expect(new Set(app.synth().stacks.map((stack) => stack.environment.name))).toEqual(
    new Set(['aws://111122223333/eu-central-1']),
  );
});

describe('tags', () => {
  const COMMON = { environment: 'test', 'managed-by': 'cdk' };
  const app = newApp();
  buildApp(app, wholeOf(environment({ athenaCreateIamUser: true })), { proveIsolation: false });
  const { stacks } = app.synth();

  test('stand on every stack, so that CloudFormation passes them on', () => {
    expect(stacks.map(({ tags }) => tags)).toEqual([
      COMMON,
      { ...COMMON, orgSlug: 'acme' },
      { ...COMMON, orgSlug: 'acme-eu' },
    ]);
  });

  /** Types of ours that CloudFormation cannot tag. */
  const UNTAGGABLE = new Set([
    'AWS::S3::BucketPolicy',
    'AWS::KMS::Alias',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::RolePolicy',
    'AWS::Glue::Database',
    'AWS::Glue::SecurityConfiguration',
    'AWS::SQS::QueuePolicy',
  ]);

  test.each(stacks.map((stack) => [stack.stackName, stack] as const))(
    'stand on every taggable resource of %s',
    (_name, stack) => {
      const { Resources } = stack.template as {
        Resources: Record<string, { Type: string; Properties: { Tags?: { Key: string; Value: string }[] } }>;
      };
      const taggable = Object.values(Resources).filter(({ Type }) => !UNTAGGABLE.has(Type));
      expect(taggable.length).toBeGreaterThan(5);
      for (const { Properties } of taggable) {
        const tags = Object.fromEntries((Properties.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
        expect(tags).toMatchObject(stack.tags);
      }
    },
  );

  test('of principals name the key and the database of the same organization', () => {
    const ofOrganizations = stacks.filter(({ stackName }) => stackName !== SHARED);
    const principals = ofOrganizations.flatMap((stack) =>
      Object.values(
        (stack.template as { Resources: Record<string, { Type: string; Properties: { Tags: unknown } }> })
          .Resources,
      ).filter(({ Type }) => Type === 'AWS::IAM::Role' || Type === 'AWS::IAM::User'),
    );
    expect(principals).toHaveLength(8);
    for (const { Properties } of principals) {
      expect(Properties.Tags).toEqual(
        expect.arrayContaining([
          { Key: 'orgKeyArn', Value: { 'Fn::GetAtt': ['OrganizationKey200D5D3D', 'Arn'] } },
          { Key: 'orgDatabase', Value: expect.stringMatching(/^ts_test_acme(_eu)?$/) as string },
        ]),
      );
    }
  });
});

describe('outputs', () => {
  const users = ['ann', 'ben'];
  const templates = synthesize(
    wholeOf(environment({ organizations: [organization('acme', { athenaUsers: users })] })),
  );

  test('of an organization carry what a person or program needs next', () => {
    expect(Object.keys(templates['ts-test-organization-acme']?.Outputs ?? {})).toEqual([
      'KeyArn',
      'UploadLocation',
      'DataHubRoleArn',
      'DataHubRoleAlias',
      'DataHubIotPolicy',
      'DataHubThingType',
      'HybridNodeRole',
      'ConnectorParameterPath',
      'AthenaWorkgroup',
      'GlueDatabase',
      'AthenaPolicyArn',
      'PipelineRoleArn',
      'PipelineLogGroup',
      'ArrivalsQueueUrl',
      'ArrivalsDeadLetterQueueUrl',
      'PipelineSecurityConfiguration',
      'TagAthenaUser1',
      'TagAthenaUser2',
    ]);
  });

  test('hold the exact command that tags each listed user', () => {
    expect(templates['ts-test-organization-acme']?.Outputs?.['TagAthenaUser2']?.Value).toEqual({
      'Fn::Join': [
        '',
        [
          'aws iam tag-user --user-name ben --tags Key=orgSlug,Value=acme Key=orgKeyArn,Value=',
          { 'Fn::GetAtt': ['OrganizationKey200D5D3D', 'Arn'] },
        ],
      ],
    });
  });

  test('of the shared stack name the buckets and where to push images', () => {
    const outputs = templates[SHARED]?.Outputs ?? {};
    expect(Object.fromEntries(Object.entries(outputs).map(([id, { Value }]) => [id, Value]))).toEqual({
      RawBucketName: 'ts-test-raw-111122223333-eu-central-1-an',
      StandardizedBucketName: 'ts-test-standardized-111122223333-eu-central-1-an',
      PipelineArtifactsBucketName: 'ts-test-artifacts-111122223333-eu-central-1-an',
      AthenaResultsBucketName: 'ts-test-athena-results-111122223333-eu-central-1-an',
      ConnectorpostgresUri868F0A11: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/data-connector-postgres',
      ConnectorsftpUri0783BB67: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/data-connector-sftp',
      PipelinestandardizeUri72577A5D: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/pipeline-standardize',
    });
  });
});
