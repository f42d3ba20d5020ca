import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { CLOSED_BUCKET } from '../fixtures/bucket-settings';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';
import { foundIn, saidAgainst } from './outside-values';

const REGION = 'eu-central-1';
const func = (properties: JsonObject): Resources[string] => ['AWS::Lambda::Function', properties];
const codeIn = (S3Bucket: string, S3Key: JsonObject | string): Resources[string] =>
  func({ Code: { S3Bucket, S3Key } });
const containersOf = (Image: string): Resources[string] => [
  'AWS::ECS::TaskDefinition',
  { ContainerDefinitions: [{ Name: 'main', Image }] },
];
const registry = (account: string): string => `${account}.dkr.ecr.${REGION}.amazonaws.com`;

describe('a program of a tenant comes from', () => {
  test.each<[string, Resources[string]]>([
    ['the template itself', func({ Code: { ZipFile: 'exports.handler = () => {};' } })],
    ['a bucket of its own', codeIn('own', 'x.zip')],
    ['its folder of a bucket that tenants share', codeIn('shared', 'acme/x.zip')],
    ['a bucket of the platform', codeIn('team-code', 'acme-eu/x.zip')],
    ['a declared place', codeIn('vendor', 'x.zip')],
    [
      'a layer of AWS, which is declared',
      func({ Layers: [`arn:aws:lambda:${REGION}:580247275435:layer:LambdaInsightsExtension:38`] }),
    ],
    ["the CDK's assets", codeIn(`cdk-hnb659fds-assets-${ACCOUNT}-${REGION}`, 'x.zip')],
    ["the CDK's images", containersOf(`${registry(ACCOUNT)}/cdk-x-container-assets-${ACCOUNT}-${REGION}:1`)],
    ['a public registry', containersOf('public.ecr.aws/docker/library/node:24')],
    ['an image that nobody can exchange', containersOf(`${registry('999999999999')}/x@sha256:0123`)],
  ])('%s', (_where, program) => {
    expect(saidAgainst('acme', program)).toEqual([]);
  });

  test.each<[string, Resources[string], Resources]>([
    [
      'a repository of its own',
      containersOf(`${registry(ACCOUNT)}/own/x:1`),
      { Repository: ['AWS::ECR::Repository', { RepositoryName: 'own/x', Tags: tagsOf('acme') }] },
    ],
    [
      'a layer of its own',
      func({ Layers: [{ Ref: 'Layer' }] }),
      { Layer: ['AWS::Lambda::LayerVersion', { LayerName: 'own' }] },
    ],
  ])('%s', (_where, program, beside) => {
    expect(saidAgainst('acme', program, beside)).toEqual([]);
  });
});

const JOB = { Command: { Name: 'glueetl', ScriptLocation: 's3://own/job.py' } };

describe('whoever can change a program acts under the role of whoever runs it, so it does not come from', () => {
  test.each<[string, Resources[string], string]>([
    [
      'a bucket of a neighbour',
      codeIn('neighbours', 'x.zip'),
      'the code of the function comes from s3://neighbours/x.zip, in acme-eu/Neighbours of acme-eu (Code.S3Bucket)',
    ],
    [
      "a neighbour's folder",
      codeIn('shared', 'acme-eu/x.zip'),
      'the code of the function comes from s3://shared/acme-eu/x.zip, where an organization may write (Code.S3Bucket)',
    ],
    [
      'a folder of which nobody knows whose it will be',
      codeIn('shared', 'globex/x.zip'),
      'the code of the function comes from s3://shared/globex/x.zip, where an organization may write (Code.S3Bucket)',
    ],
    [
      'a bucket of no template',
      codeIn('elsewhere', 'x.zip'),
      'the code of the function comes from s3://elsewhere/x.zip, which no template makes (Code.S3Bucket)',
    ],
    [
      "a bucket whose name only ends like that of the CDK's assets",
      codeIn(`x-cdk-x-assets-${ACCOUNT}-${REGION}`, 'x.zip'),
      `the code of the function comes from s3://x-cdk-x-assets-${ACCOUNT}-${REGION}/x.zip, which no template makes (Code.S3Bucket)`,
    ],
    [
      "a repository whose name only begins like that of the CDK's images",
      containersOf(`${registry(ACCOUNT)}/cdk-x-container-assets-${ACCOUNT}-${REGION}-x:1`),
      `an image comes from ${registry(ACCOUNT)}/cdk-x-container-assets-${ACCOUNT}-${REGION}-x:1, which no template makes (ContainerDefinitions[0].Image)`,
    ],
    [
      "the CDK's assets of another account",
      codeIn(`cdk-hnb659fds-assets-999999999999-${REGION}`, 'x.zip'),
      `the code of the function comes from s3://cdk-hnb659fds-assets-999999999999-${REGION}/x.zip, which no template makes (Code.S3Bucket)`,
    ],
    [
      "a bucket whose name only begins like that of the CDK's assets",
      codeIn(`cdk-x-assets-999999999999-assets-${ACCOUNT}-${REGION}`, 'x.zip'),
      `the code of the function comes from s3://cdk-x-assets-999999999999-assets-${ACCOUNT}-${REGION}/x.zip, which no template makes (Code.S3Bucket)`,
    ],
    [
      'a bucket that is a parameter',
      func({ Code: { S3Bucket: { Ref: 'Parameter' }, S3Key: 'x.zip' } }),
      'the code of the function comes from a place that is unknown before deployment (Code.S3Bucket)',
    ],
    [
      'a key that is a parameter',
      codeIn('own', { Ref: 'Parameter' }),
      'the code of the function comes from a place that is unknown before deployment (Code.S3Bucket)',
    ],
    [
      'a repository of another account',
      containersOf(`${registry('999999999999')}/x:1`),
      `an image comes from ${registry('999999999999')}/x:1, which no template makes (ContainerDefinitions[0].Image)`,
    ],
    [
      'a layer of another account',
      func({ Layers: [`arn:aws:lambda:${REGION}:999999999999:layer:x:1`] }),
      `a layer of the function comes from arn:aws:lambda:${REGION}:999999999999:layer:x:1, which no template makes (Layers[0])`,
    ],
    [
      'one of several files',
      [
        'AWS::Glue::Job',
        { ...JOB, DefaultArguments: { '--extra-py-files': 's3://own/a.py, s3://neighbours/b.py' } },
      ],
      'a program of the job comes from s3://neighbours/b.py, in acme-eu/Neighbours of acme-eu (DefaultArguments.--extra-py-files)',
    ],
    [
      'a wheel beside modules that are named',
      [
        'AWS::Glue::Job',
        {
          ...JOB,
          NonOverridableArguments: {
            '--additional-python-modules': 'pandas==2.2.3,s3://neighbours/b.whl',
          },
        },
      ],
      'a program of the job comes from s3://neighbours/b.whl, in acme-eu/Neighbours of acme-eu (NonOverridableArguments.--additional-python-modules)',
    ],
    [
      'a script in the place of that of the job',
      ['AWS::Glue::Job', { ...JOB, DefaultArguments: { '--scriptLocation': 's3://neighbours/b.py' } }],
      'a program of the job comes from s3://neighbours/b.py, in acme-eu/Neighbours of acme-eu (DefaultArguments.--scriptLocation)',
    ],
    [
      'an index of modules',
      [
        'AWS::Glue::Job',
        {
          ...JOB,
          DefaultArguments: { '--python-modules-installer-option': '--index-url=https://example.com' },
        },
      ],
      'a program of the job comes from --index-url=https://example.com (DefaultArguments.--python-modules-installer-option)',
    ],
    [
      'what a trigger starts a job with',
      ['AWS::Glue::Trigger', { Actions: [{ Arguments: { '--extra-jars': 's3://neighbours/b.jar' } }] }],
      'a program of the job comes from s3://neighbours/b.jar, in acme-eu/Neighbours of acme-eu (Actions[0].Arguments.--extra-jars)',
    ],
    [
      'what all jobs of an application run',
      [
        'AWS::EMRServerless::Application',
        {
          RuntimeConfiguration: [
            {
              Classification: 'spark-defaults',
              Properties: {
                'spark.executor.cores': '4',
                'spark.jars': 's3://own/a.jar,s3://neighbours/b.jar',
              },
            },
          ],
        },
      ],
      'a setting of jobs comes from s3://neighbours/b.jar, in acme-eu/Neighbours of acme-eu (RuntimeConfiguration[0].Properties.spark.jars)',
    ],
    [
      'an address outside AWS',
      ['AWS::SSM::Document', { Content: {}, Attachments: [{ Values: ['https://example.com/x'] }] }],
      'an attachment comes from https://example.com/x (Attachments[0].Values[0])',
    ],
  ])('%s', (_where, program, what) => {
    expect(saidAgainst('acme', program)).toEqual([`acme/Judged of acme: ${what}`]);
  });
});

test("a trigger does not start a job with a place for intermediate results that is a neighbour's", () => {
  const trigger = (place: string): Resources[string] => [
    'AWS::Glue::Trigger',
    { Actions: [{ Arguments: { '--TempDir': place } }] },
  ];
  expect(saidAgainst('acme', trigger('s3://own/tmp/'))).toEqual([]);
  expect(saidAgainst('acme', trigger('s3://neighbours/tmp/'))).toEqual([
    'acme/Judged of acme: intermediate results go to acme-eu/Neighbours of acme-eu (Actions[0].Arguments.--TempDir)',
  ]);
});

test('settings within settings of jobs are not judged', () => {
  const RuntimeConfiguration = [{ Classification: 'x', Configurations: [{ Classification: 'y' }] }];
  expect(() => saidAgainst('acme', ['AWS::EMRServerless::Application', { RuntimeConfiguration }])).toThrow(
    /settings have to stand in Properties/,
  );
});

test('a program of another owner is reported at the resource, with a fix and no statement', () => {
  expect(foundIn('acme', codeIn('neighbours', 'x.zip'))).toMatchObject([
    {
      path: 'acme/Judged',
      statements: [],
      remedy:
        "Take it from a place of the same owner, of the platform, or of the assets of the CDK, or declare the place: destinations: () => [{ resources: ['arn:aws:s3:::neighbours/x.zip'], because: '…' }].",
    },
  ]);
});

test('a resource of the same owner is a place for programs, whatever the specification calls its own', () => {
  const stacks = twoOrganizations({
    Own: ['AWS::S3::Bucket', { ...CLOSED_BUCKET, BucketName: 'own', Tags: tagsOf('acme') }],
    Judged: ['AWS::Lambda::Function', { Code: { S3Bucket: 'own', S3Key: 'x.zip' }, Tags: tagsOf('acme') }],
  });
  expect(told(judged(flows, stacks, () => ({}), { owner: TAGS.owner }))).toEqual([]);
});

test('a declared address outside AWS may have attachments', () => {
  const attachments = [{ Values: ['https://vendor.example/x'] }];
  const document: Resources[string] = ['AWS::SSM::Document', { Content: {}, Attachments: attachments }];
  expect(saidAgainst('acme', document)).toEqual([]);
});

describe('a program of the platform', () => {
  test.each(['team-code/x.zip', 'shared/x.zip'])('may come from %s', (place) => {
    const [name = '', key = ''] = place.split('/');
    expect(saidAgainst('platform', codeIn(name, key))).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['own', 'x.zip', 's3://own/x.zip, in acme/Own of acme'],
    ['shared', 'acme/x.zip', 's3://shared/acme/x.zip, where an organization may write'],
  ])("does not come from a tenant's %s", (name, key, problem) => {
    expect(saidAgainst('platform', codeIn(name, key))).toEqual([
      `platform/Judged of the platform: the code of the function comes from ${problem} (Code.S3Bucket)`,
    ]);
  });
});
