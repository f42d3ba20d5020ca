import type { Resources } from '../fixtures/identities';
import { saidAgainst } from './outside-values';

const jobWith = (conf: string): Resources[string] => [
  'AWS::Glue::Job',
  { Command: { ScriptLocation: 's3://own/job.py' }, DefaultArguments: { '--conf': conf } },
];
const workgroupWith = (settings: string): Resources[string] => [
  'AWS::Athena::WorkGroup',
  {
    WorkGroupConfiguration: {
      EngineConfiguration: { SparkProperties: { 'spark.jars': settings, 'spark.executor.cores': '1' } },
    },
  },
];

test.each<[string, Resources[string]]>([
  ['a job', jobWith('spark.jars=s3://own/a.jar,s3://own/b.jar --conf spark.files=s3://own/c')],
  ['a job that names none', jobWith('spark.sql.shuffle.partitions=10')],
  ['a workgroup', workgroupWith('s3://own/a.jar, s3://own/b.jar')],
])('settings of Spark name programs of the same owner: %s', (_whose, resource) => {
  expect(saidAgainst('acme', resource)).toEqual([]);
});

const NEIGHBOURS = 's3://neighbours/b.jar, in acme-eu/Neighbours of acme-eu';
const OF_JOB = `acme/Judged of acme: a program of the job comes from ${NEIGHBOURS} (DefaultArguments.--conf)`;
const OF_SESSIONS = `acme/Judged of acme: a setting of sessions comes from ${NEIGHBOURS} (WorkGroupConfiguration.EngineConfiguration.SparkProperties.spark.jars)`;

test.each<[string, Resources[string], string]>([
  ['a job', jobWith('spark.jars=s3://neighbours/b.jar'), OF_JOB],
  ['one of several', jobWith('spark.jars=s3://own/a.jar,s3://neighbours/b.jar'), OF_JOB],
  ['one of several settings', jobWith('spark.x=1 --conf spark.jars=s3://neighbours/b.jar'), OF_JOB],
  ['one behind another', jobWith('--conf spark.jars=s3://own/a.jar spark.y=s3://neighbours/b.jar'), OF_JOB],
  ['a workgroup', workgroupWith('s3://own/a.jar,s3://neighbours/b.jar'), OF_SESSIONS],
])("and not those of a neighbour's: %s", (_whose, resource, what) => {
  expect(saidAgainst('acme', resource)).toEqual([what]);
});
