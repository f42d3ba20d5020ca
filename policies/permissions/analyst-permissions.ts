import { useKeyThroughS3 } from './key-permissions';
import type { Owner } from './owner';
import { OWN_FOLDER_REASON, type Permission } from './permission';

/*
 * What queries in Athena need: it reads, writes and looks up in the caller's name.
 * https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html
 */

const queriedBuckets = ({ naming }: Owner): readonly string[] => [
  naming.bucketArn(naming.shared.standardizedBucket),
  naming.bucketArn(naming.shared.athenaResultsBucket),
];

/** Apart from {@link LIST_OWN_FOLDER}: the call carries no prefix. */
export const FIND_BUCKETS: Permission = {
  sid: 'FindBuckets',
  actions: 's3:GetBucketLocation',
  resources: queriedBuckets,
};

export const LIST_OWN_FOLDER: Permission = {
  sid: 'ListOwnFolder',
  actions: 's3:ListBucket',
  resources: queriedBuckets,
  conditions: ({ naming, slug }) => ({ StringLike: { 's3:prefix': `${naming.dataPrefix(slug)}*` } }),
};

/** What is current; no older versions, tags or ACLs. */
export const READ_STANDARDIZED_DATA: Permission = {
  sid: 'ReadStandardizedData',
  actions: ['s3:GetObject'],
  resources: ({ naming, slug }) => naming.dataObjectsArn(naming.shared.standardizedBucket, slug),
  wildcardReason: OWN_FOLDER_REASON,
};

export const WRITE_AND_READ_QUERY_RESULTS: Permission = {
  sid: 'WriteAndReadQueryResults',
  actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  resources: ({ naming, slug }) => naming.dataObjectsArn(naming.shared.athenaResultsBucket, slug),
  wildcardReason: OWN_FOLDER_REASON,
};

export const USE_ORGANIZATION_KEY = useKeyThroughS3('UseOrganizationKey');

/** The results stream is what JDBC and ODBC drivers read. */
export const RUN_QUERIES: Permission = {
  sid: 'RunQueries',
  actions: [
    'athena:BatchGetQueryExecution',
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:GetQueryResultsStream',
    'athena:GetQueryRuntimeStatistics',
    'athena:GetWorkGroup',
    'athena:ListQueryExecutions',
    'athena:StartQueryExecution',
    'athena:StopQueryExecution',
  ],
  resources: ({ naming, workgroup }) => naming.workgroupArn(workgroup),
};

/**
 * Look into the catalog through Athena; Glue still decides on each database and table.
 * Not ListDatabases: it would show the names of all organizations.
 */
export const READ_DATA_CATALOG: Permission = {
  sid: 'ReadDataCatalog',
  actions: [
    'athena:GetDataCatalog',
    'athena:GetDatabase',
    'athena:GetTableMetadata',
    'athena:ListTableMetadata',
  ],
  resources: ({ naming }) => naming.dataCatalogArn(),
};

export const READ_OWN_DATABASE: Permission = {
  sid: 'ReadOwnDatabase',
  actions: [
    'glue:BatchGetPartition',
    'glue:GetDatabase',
    'glue:GetPartition',
    'glue:GetPartitions',
    'glue:GetTable',
    'glue:GetTables',
  ],
  resources: ({ naming, database }) => [
    naming.catalogArn(),
    naming.databaseArn(database),
    naming.tablesArn(database),
  ],
  wildcardReason: "Every table, but only of the organization's own database.",
};

/**
 * What Athena asks of the database `default`, before it looks at the one that is queried. It shows no tables.
 * The catalog above it is in {@link READ_OWN_DATABASE}.
 * https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
 */
export const FIND_DEFAULT_DATABASE: Permission = {
  sid: 'FindDefaultDatabase',
  actions: ['glue:GetDatabase'],
  resources: ({ naming }) => naming.defaultDatabaseArn(),
};
