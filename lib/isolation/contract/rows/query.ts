import { OF_LONGER_NAME, OF_OTHER } from '../axes';
import { request } from '../request-templates';
import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import type { Fixtures } from '../fixtures';
import { ANALYSTS, BY_HUB, BY_NODE } from '../requester-axes';
import { tableOf } from '../table-of';

/** https://docs.aws.amazon.com/athena/latest/ug/workgroups-access.html */
const IN_WORKGROUP = [
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
  'athena:GetQueryExecution',
  'athena:BatchGetQueryExecution',
  'athena:ListQueryExecutions',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:GetQueryRuntimeStatistics',
  'athena:GetWorkGroup',
];

const IN_CATALOG = [
  'athena:GetDataCatalog',
  'athena:GetDatabase',
  'athena:ListTableMetadata',
  'athena:GetTableMetadata',
];

const ON_TABLES = [
  'glue:GetTable',
  'glue:GetTables',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:BatchGetPartition',
];

/**
 * Glue asks for every level above what is read, too.
 * https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 */
function inGlue({ own, shared }: Fixtures): RequestTemplate[] {
  return [
    ...ON_TABLES.map((action) => request(action, own.tableArn)),
    ...['glue:GetDatabase', ...ON_TABLES].flatMap((action) => [
      request(action, own.databaseArn),
      request(action, shared.catalogArn),
    ]),
  ];
}

/** How users query: the workgroup, and what Athena looks up in their name. */
export const QUERIES = tableOf(
  {
    query: {
      sentence: ({ who, whose }) => `${who} queries in ${whose} workgroup`,
      by: ANALYSTS,
      requests: ({ own }) => IN_WORKGROUP.map((action) => request(action, own.workgroupArn)),
      axes: [OF_OTHER, OF_LONGER_NAME, BY_HUB, BY_NODE],
    },
    'look-into-catalog': {
      sentence: ({ who }) => `${who} looks into the data catalog`,
      by: ANALYSTS,
      requests: ({ shared }) => IN_CATALOG.map((action) => request(action, shared.dataCatalogArn)),
      axes: [BY_HUB, BY_NODE],
    },
    'read-schema': {
      sentence: ({ who, whose }) => `${who} reads what tables ${whose} database has`,
      by: ANALYSTS,
      requests: inGlue,
      axes: [OF_OTHER, OF_LONGER_NAME, BY_HUB, BY_NODE],
    },
    'find-default-database': {
      sentence: ({ who }) => `${who} has Athena ask for the database that every catalog has`,
      by: ANALYSTS,
      requests: ({ shared }) =>
        [shared.defaultDatabaseArn, shared.catalogArn].map((arn) => request('glue:GetDatabase', arn)),
      axes: [BY_HUB, BY_NODE],
    },
  },
  {
    'query-in-primary-workgroup': {
      sentence: 'a user queries in the workgroup that every account has',
      twin: 'query',
      change: { resource: ({ own }) => own.workgroupArn.replace(/\/.*/, '/primary') },
    },
    'change-workgroup': {
      sentence: 'a user changes where its workgroup puts results',
      twin: 'query',
      change: { action: 'athena:UpdateWorkGroup' },
    },
    'list-databases': {
      sentence: "a user lists all organizations' databases",
      twin: 'look-into-catalog',
      change: { action: 'athena:ListDatabases' },
    },
    'list-all-databases': {
      sentence: "a user has Glue list all organizations' databases",
      twin: 'read-schema',
      request: 'glue:GetDatabase',
      change: { action: 'glue:GetDatabases' },
    },
    'list-tables-of-default-database': {
      sentence: 'a user lists the tables of the database that every catalog has',
      twin: 'find-default-database',
      change: { action: 'glue:GetTables' },
    },
    'read-table-of-default-database': {
      sentence: 'a user reads a table of the database that every catalog has',
      twin: 'read-schema',
      change: {
        resource: ({ shared }) => shared.defaultDatabaseArn.replace(/database\/(.*)/, 'table/$1/example'),
      },
    },
    'make-table-in-default-database': {
      sentence: 'a user makes a table in the database that every catalog has',
      twin: 'find-default-database',
      change: { action: 'glue:CreateTable' },
    },
    'change-table': {
      sentence: 'a user changes a table',
      twin: 'read-schema',
      change: { action: 'glue:UpdateTable' },
    },
  },
);
