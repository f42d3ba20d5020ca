import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { OF_LONGER_NAME, OF_OTHER } from '../axes';
import { request } from '../request-templates';
import type { Fixtures } from '../fixtures';
import { BY_HUB, BY_NODE, BY_USER, WITH_OTHER_TAG } from '../requester-axes';
import { tableOf } from '../table-of';

const READS = [
  'glue:BatchGetPartition',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
];

const WRITES = [
  'glue:BatchCreatePartition',
  'glue:BatchDeletePartition',
  'glue:BatchUpdatePartition',
  'glue:CreatePartition',
  'glue:CreateTable',
  'glue:DeletePartition',
  'glue:DeleteTable',
  'glue:UpdatePartition',
  'glue:UpdateTable',
];

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/**
 * Glue asks for every level above what a call is about, too.
 * https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 */
function onEveryLevel(actions: readonly string[], { own, shared }: Fixtures): RequestTemplate[] {
  return actions.flatMap((action) =>
    [own.tableArn, own.databaseArn, shared.catalogArn].map((arn) => request(action, arn)),
  );
}

/** Tables that pipelines make, the images that they run, and where they log. */
export const PIPELINE_CATALOG = tableOf(
  {
    'read-tables': {
      sentence: ({ who, whose }) => `${who} looks up tables of ${whose} database for a pipeline`,
      by: 'pipeline',
      requests: (fixtures) => [
        ...onEveryLevel(READS, fixtures),
        request('glue:GetDatabase', fixtures.own.databaseArn),
        request('glue:GetDatabase', fixtures.shared.catalogArn),
      ],
      axes: [OF_OTHER, OF_LONGER_NAME, BY_HUB, BY_NODE],
    },
    'write-tables': {
      sentence: ({ who, whose }) => `${who} makes, changes and deletes tables of ${whose} database`,
      by: 'pipeline',
      requests: (fixtures) => onEveryLevel(WRITES, fixtures),
      axes: [OF_OTHER, OF_LONGER_NAME, BY_HUB, BY_NODE, BY_USER],
    },
    'find-default-database-as-pipeline': {
      sentence: ({ who }) => `${who} has Spark ask for the database that every catalog has`,
      by: 'pipeline',
      requests: ({ shared }) => [request('glue:GetDatabase', shared.defaultDatabaseArn)],
      axes: [BY_HUB, BY_NODE],
    },
    'find-global-temp': {
      sentence: ({ who }) => `${who} has Spark ask for its database of temporary views`,
      by: 'pipeline',
      requests: ({ shared }) => [request('glue:GetDatabase', shared.globalTempDatabaseArn)],
      axes: [BY_HUB, BY_NODE, BY_USER],
    },
    'log-in-to-registry-as-pipeline': {
      sentence: ({ who }) => `${who} logs in to ECR for an image of pipelines`,
      by: 'pipeline',
      requests: () => [request('ecr:GetAuthorizationToken', '*')],
      axes: [BY_NODE, BY_USER],
    },
    'pull-pipeline-image': {
      sentence: ({ who }) => `${who} pulls the image of every pipeline`,
      by: 'pipeline',
      requests: ({ shared }) =>
        shared.pipelineRepositoryArns.flatMap((arn) => PULL.map((action) => request(action, arn))),
      axes: [BY_HUB, BY_NODE, BY_USER],
    },
    'write-logs': {
      sentence: ({ who, whose }) => `${who} writes ${whose} log of pipelines`,
      by: 'pipeline',
      requests: ({ own: { pipelines } }) =>
        pipelines === undefined
          ? []
          : ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) =>
              request(action, pipelines.logStreamArn),
            ),
      axes: [OF_OTHER, OF_LONGER_NAME, WITH_OTHER_TAG, BY_HUB, BY_NODE, BY_USER],
    },
  },
  {
    'make-table-in-default-database-as-pipeline': {
      sentence: 'a pipeline makes a table in the database that every catalog has',
      twin: 'find-default-database-as-pipeline',
      change: { action: 'glue:CreateTable' },
    },
    'make-database': {
      sentence: 'a pipeline makes a database',
      twin: 'write-tables',
      change: { action: 'glue:CreateDatabase' },
    },
    'delete-database': {
      sentence: "a pipeline deletes its organization's database",
      twin: 'write-tables',
      change: { action: 'glue:DeleteDatabase' },
    },
    'list-databases-as-pipeline': {
      sentence: "a pipeline lists all organizations' databases",
      twin: 'read-tables',
      request: 'glue:GetDatabase',
      change: { action: 'glue:GetDatabases' },
    },
    'start-job': {
      sentence: 'a pipeline starts jobs',
      twin: 'write-tables',
      change: { action: 'glue:StartJobRun' },
    },
    'pull-connector-image-as-pipeline': {
      sentence: 'a pipeline pulls the image of a connector',
      twin: 'pull-pipeline-image',
      request: 'ecr:BatchGetImage',
      change: { resource: ({ shared }) => shared.connectorRepositoryArns[0] ?? shared.otherRepositoryArn },
    },
    'push-pipeline-image': {
      sentence: 'a pipeline changes an image of pipelines',
      twin: 'pull-pipeline-image',
      change: { action: 'ecr:PutImage' },
    },
    'read-logs': {
      sentence: 'a pipeline reads its log',
      twin: 'write-logs',
      change: { action: 'logs:GetLogEvents' },
    },
    'make-log-group': {
      sentence: 'a pipeline makes a log group',
      twin: 'write-logs',
      change: { action: 'logs:CreateLogGroup' },
    },
    'write-log-of-others': {
      sentence: 'a pipeline writes another log group',
      twin: 'write-logs',
      change: {
        resource: ({ own }) => `${own.pipelines?.logGroupArn ?? ''}-other:log-stream:example`,
      },
    },
  },
);
