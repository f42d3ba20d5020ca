import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged } from './judged';

type Owner = 'acme' | 'acme-eu' | 'platform';
type Writer = readonly [type: string, properties: JsonObject];

/** What is said against what acme has if somebody has a log group of this name. */
function saidOf([type, properties]: Writer, group: Json, groupOf: Owner): string[] {
  const stacks = (['acme', 'acme-eu', 'platform'] as const).map((name) => {
    const tags = name === 'platform' ? {} : { Tags: tagsOf(name) };
    return stackOf(
      {
        ...(name === 'platform' ? {} : { Role: roleOf(name) }),
        ...(name === 'acme' ? { Writer: [type, { Tags: { orgSlug: 'acme' }, ...properties }] as const } : {}),
        ...(name === groupOf
          ? { Logs: ['AWS::Logs::LogGroup', { LogGroupName: group, ...tags }] as const }
          : {}),
      },
      name,
    );
  });
  return advised(judged(flows, stacks, undefined, { owner: TAGS.owner }));
}

const LAMBDA: Writer = ['AWS::Lambda::Function', { FunctionName: 'acme-reader', Tags: tagsOf('acme') }];
const batch = (ContainerProperties: JsonObject): Writer => [
  'AWS::Batch::JobDefinition',
  { ContainerProperties },
];
const BATCH = batch({});
const JOB: Writer = ['AWS::Glue::Job', {}];
const CRAWLER: Writer = ['AWS::Glue::Crawler', {}];

test.each<[Writer, string, string]>([
  [LAMBDA, '/aws/lambda/acme-reader', 'what the function logs'],
  [BATCH, '/aws/batch/job', 'logs of the container'],
  [JOB, '/aws-glue/jobs/error', 'logs of the run'],
  [JOB, '/aws-glue/jobs/output', 'logs of the run'],
  [JOB, '/aws-glue/jobs/logs-v2', 'logs of the run'],
  [CRAWLER, '/aws-glue/crawlers', 'logs of the run'],
])('a service writes by itself to no log group of a neighbour: %j %s', (writer, name, data) => {
  expect(saidOf(writer, name, 'acme-eu')).toEqual([
    `acme/Writer of acme: ${data} go to acme-eu/Logs of acme-eu (${name}) [acme/Writer] Give the log group to the owner of the resource that writes to it, or have the resource name another one.`,
  ]);
  expect(saidOf(writer, name, 'acme')).toEqual([]);
  expect(saidOf(writer, name, 'platform')).toEqual([]);
  expect(saidOf(writer, `${name}-eu`, 'acme-eu')).toEqual([]);
});

test('a function without a name writes to the log group that is called after it', () => {
  const writer: Writer = ['AWS::Lambda::Function', { Tags: tagsOf('acme') }];
  expect(saidOf(writer, { 'Fn::Sub': '/aws/lambda/${Writer}' }, 'acme')).toEqual([]);
});

test('a function whose name is not known yet could write to that of a neighbour', () => {
  const named = (FunctionName: Json, more: JsonObject = {}): Writer => [
    'AWS::Lambda::Function',
    { FunctionName, Tags: tagsOf('acme'), ...more },
  ];
  const unknown = { Ref: 'Parameter' };
  expect(saidOf(named(unknown), 'any', 'platform')).toEqual([
    'acme/Writer of acme: what the function logs go to a place that is unknown before deployment (its log group) [acme/Writer] Give the log group to the owner of the resource that writes to it, or have the resource name another one.',
  ]);
  expect(saidOf(named(unknown, { LoggingConfig: { LogGroup: 'own' } }), 'own', 'acme')).toEqual([]);
});

test('what names another log group does not write to that one', () => {
  const implied = '/aws/lambda/acme-reader';
  const named = (LogGroup: string): Writer => [LAMBDA[0], { ...LAMBDA[1], LoggingConfig: { LogGroup } }];
  expect(saidOf(named('own'), implied, 'acme-eu')).toEqual([
    expect.stringContaining(
      'what the function logs go to own, which no template makes (LoggingConfig.LogGroup)',
    ),
  ]);
  expect(saidOf(named(implied), implied, 'acme')).toEqual([]);
});

test('a job of Batch writes to the common log group unless it names another one', () => {
  const implied = '/aws/batch/job';
  const logging = (Options: JsonObject): Writer =>
    batch({ LogConfiguration: { LogDriver: 'awslogs', Options } });
  expect(saidOf(logging({ 'awslogs-group': 'own' }), 'own', 'acme')).toEqual([]);
  expect(saidOf(logging({ 'awslogs-group': implied }), implied, 'acme')).toEqual([]);
  expect(saidOf(logging({ 'awslogs-stream-prefix': 'x' }), implied, 'acme-eu')).toEqual([
    expect.stringContaining(`logs of the container go to acme-eu/Logs of acme-eu (${implied})`),
  ]);
});

test('a job of Glue does not write to a log group of a neighbour that an argument names', () => {
  const job: Writer = ['AWS::Glue::Job', { DefaultArguments: { '--continuous-log-logGroup': 'jobs' } }];
  expect(saidOf(job, 'jobs', 'acme')).toEqual([]);
  expect(saidOf(job, 'jobs', 'acme-eu')).toEqual([
    expect.stringContaining('logs of the job go to acme-eu/Logs of acme-eu'),
  ]);
});
