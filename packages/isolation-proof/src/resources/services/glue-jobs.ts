import type { Flow, ImpliedLogGroup, Program } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const GLUE = 'glue.amazonaws.com';

const crawler: ResourceType = {
  type: 'AWS::Glue::Crawler',
  arn: arn('glue', 'crawler/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  roles: [{ property: 'Role', assumedBy: GLUE, directs: 'the crawler' }],
  sources: [
    { property: 'Targets.S3Targets.Path', form: 's3-uri', data: 'data that are crawled' },
    { property: 'Targets.S3Targets.EventQueueArn', form: 'arn', data: 'news of data' },
    { property: 'Targets.CatalogTargets.DatabaseName', form: 'ref', data: 'data that are crawled' },
    { property: 'Targets.CatalogTargets.EventQueueArn', form: 'arn', data: 'news of data' },
    { property: 'Targets.DynamoDBTargets.Path', form: 'ref', data: 'data that are crawled' },
  ],
  destinations: [
    { property: 'DatabaseName', form: 'ref', data: 'definitions of tables' },
    { property: 'Targets.S3Targets.DlqEventQueueArn', form: 'arn', data: 'news that failed' },
    { property: 'Targets.CatalogTargets.DlqEventQueueArn', form: 'arn', data: 'news that failed' },
  ],
  logGroups: [logGroup('crawlers')],
  undecided: {
    'Targets.DeltaTargets': 'lake formats are not supported',
    'Targets.HudiTargets': 'lake formats are not supported',
    'Targets.IcebergTargets': 'lake formats are not supported',
    'Targets.JdbcTargets': 'databases are not supported as targets of crawlers',
    'Targets.MongoDBTargets': 'databases are not supported as targets of crawlers',
    LakeFormationConfiguration: 'permissions of Lake Formation are not supported',
  },
  because: 'it reads its targets under its role, and defines tables in its database',
};

/** https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html */
const ARGUMENTS = ['DefaultArguments', 'NonOverridableArguments'];
const FURTHER_PROGRAMS = [
  '--additional-python-modules',
  // Settings of Spark, such as spark.jars.
  '--conf',
  '--extra-files',
  '--extra-jars',
  '--extra-py-files',
  '--python-modules-installer-option',
  // It takes the place of the script of the job.
  '--scriptLocation',
];

/** All jobs and crawlers of the account write there. */
function logGroup(name: string): ImpliedLogGroup {
  return { name: `/aws-glue/${name}`, data: 'logs of the run' };
}

function destinationsIn(list: string): Flow[] {
  return [
    { property: `${list}.--continuous-log-logGroup`, form: 'log-group-name', data: 'logs of the job' },
    { property: `${list}.--TempDir`, form: 's3-uri', data: 'intermediate results' },
    { property: `${list}.--spark-event-logs-path`, form: 's3-uri', data: 'logs of Spark' },
  ];
}

function programsIn(list: string): Program[] {
  return FURTHER_PROGRAMS.map((argument) => ({
    property: `${list}.${argument}`,
    form: 's3-uris',
    program: 'a program of the job',
  }));
}

const job: ResourceType = {
  type: 'AWS::Glue::Job',
  arn: arn('glue', 'job/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  roles: [{ property: 'Role', assumedBy: GLUE, directs: 'the script of the job' }],
  destinations: [
    { property: 'LogUri', form: 's3-uri', data: 'logs of the job' },
    ...ARGUMENTS.flatMap(destinationsIn),
  ],
  // https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html
  logGroups: ['jobs/error', 'jobs/logs-v2', 'jobs/output'].map(logGroup),
  programs: [
    { property: 'Command.ScriptLocation', form: 's3-uris', program: 'the script of the job' },
    ...ARGUMENTS.flatMap(programsIn),
  ],
  because: 'its script does what its role may do',
};

const connection: ResourceType = {
  type: 'AWS::Glue::Connection',
  arn: arn('glue', 'connection/${ConnectionInput.Name}'),
  tags: 'Tags',
  sources: groupsJoined('ConnectionInput.PhysicalConnectionRequirements.SecurityGroupIdList'),
  destinations: [
    {
      property: 'ConnectionInput.ConnectionProperties.*',
      form: 'elsewhere',
      data: 'what jobs send to the database',
    },
  ],
  undecided: {
    'ConnectionInput.AthenaProperties': 'connections of Athena are not supported',
    'ConnectionInput.AuthenticationConfiguration': 'sign-in to services is not supported',
    'ConnectionInput.SparkProperties': 'connections of Spark are not supported',
  },
  because: 'without an address it only places jobs in a network',
};

const trigger: ResourceType = {
  type: 'AWS::Glue::Trigger',
  arn: arn('glue', 'trigger/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  destinations: [
    ...['JobName', 'CrawlerName'].map((name): Flow => ({
      property: `Actions.${name}`,
      form: 'ref',
      data: 'start of the run',
    })),
    ...destinationsIn('Actions.Arguments'),
  ],
  programs: programsIn('Actions.Arguments'),
  sources: [
    { property: 'WorkflowName', form: 'ref', data: 'runs of the workflow', whole: 'shared' },
    ...['JobName', 'CrawlerName'].map((name): Flow => ({
      property: `Predicate.Conditions.${name}`,
      form: 'ref',
      data: 'news of runs',
      whole: 'shared',
    })),
  ],
  because: 'what it starts runs under a role of its own',
};

const workflow: ResourceType = {
  type: 'AWS::Glue::Workflow',
  arn: arn('glue', 'workflow/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  because: 'it puts triggers in an order',
};

export const GLUE_JOBS: readonly ResourceType[] = [
  crawler,
  job,
  connection,
  trigger,
  workflow,
  { type: 'AWS::Glue::Classifier', ref: '${id}', because: 'it tells formats of data apart' },
  {
    type: 'AWS::Glue::SecurityConfiguration',
    ref: '${Name}',
    sources: ['S3Encryptions', 'CloudWatchEncryption', 'JobBookmarksEncryption'].map((of): Flow => ({
      property: `EncryptionConfiguration.${of}.KmsKeyArn`,
      form: 'kms-key',
      data: 'keys',
      whole: 'shared',
    })),
    because: 'it says how jobs encrypt',
  },
];
