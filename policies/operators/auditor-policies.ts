import { ORGANIZATION_AUDIT_TABLE } from '../../config/audit-tables';
import type { Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';
import type { Statement } from '../statement';
import { SETTINGS } from './settings-actions';

/** https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html */
const QUERIES = [
  'athena:BatchGetNamedQuery',
  'athena:BatchGetQueryExecution',
  'athena:GetNamedQuery',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:ListNamedQueries',
  'athena:ListQueryExecutions',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
] as const;

/** https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html */
const TABLES = ['glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'] as const;

/** S3 tells KMS which object, or with a bucket key which bucket, it encrypted for. */
const S3_OBJECT_CONTEXT = 'kms:EncryptionContext:aws:s3:arn';

/**
 * What an auditor asks first: the settings and policies that are in force, and the templates behind them. Nothing of
 * organizations' data, and no change.
 */
export function settingsPolicy(): Statement[] {
  return [
    {
      Sid: 'SeeSettings',
      Effect: 'Allow',
      Action: SETTINGS,
      Resource: '*',
      wildcardReason:
        'What is in force is looked for in the whole account: a policy that nobody declared is what an audit is to find. None of these returns objects, secrets, messages, log events or results of queries.',
    },
  ];
}

/**
 * What an auditor reads of the trail, and asks it by queries: no change but to start and stop these. The trail and the
 * stacks name organizations, because what was done is done to somebody's. Settings and trail are two policies: one
 * would be longer than IAM takes where names of the partition and Regions are long.
 */
export function trailPolicy(naming: Naming, audit: Pick<AuditConfig, 'separate'>): Statement[] {
  const buckets = recordBuckets(naming, audit);
  const results = resultsOfQueries(naming);
  return [
    {
      // In one statement: S3 asks about buckets with the first two only, and about objects with the others.
      Sid: 'ReadRecords',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject', 's3:GetObjectVersion'],
      Resource: buckets.flatMap((bucket) => [bucket, `${bucket}/*`]),
      wildcardReason: 'CloudTrail and S3 choose the names of what they record.',
    },
    {
      Sid: 'DecryptRecords',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: [...new Set([naming.keyArnPattern(), naming.keyArnPattern(audit.separate)])],
      wildcardReason:
        'Key ids are not known before the deployment. The encryption context holds it to what S3 encrypted for these buckets.',
      Condition: {
        StringEquals: { 'kms:ViaService': throughS3(naming, audit) },
        StringLike: { [S3_OBJECT_CONTEXT]: buckets.flatMap((bucket) => [bucket, `${bucket}/*`]) },
      },
    },
    {
      Sid: 'WriteResults',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'],
      Resource: results[1],
      wildcardReason: "Athena chooses the names of results, and writes them in the caller's name.",
    },
    {
      Sid: 'EncryptResults',
      Effect: 'Allow',
      Action: 'kms:GenerateDataKey',
      Resource: naming.keyArnPattern(),
      wildcardReason:
        'Key ids are not known before the deployment. The encryption context holds it to what S3 encrypts for the results.',
      Condition: {
        StringEquals: { 'kms:ViaService': naming.viaService('s3') },
        StringLike: { [S3_OBJECT_CONTEXT]: results },
      },
    },
    ...askTrail(naming),
  ];
}

/** How the trail is asked by queries: in one workgroup, about the tables of one database. */
function askTrail(naming: Naming): Statement[] {
  const { auditWorkgroup, auditDatabase } = naming.shared;
  return [
    {
      Sid: 'AskTrail',
      Effect: 'Allow',
      Action: QUERIES,
      Resource: naming.workgroupArn(auditWorkgroup),
    },
    {
      Sid: 'FindTablesOfTrail',
      Effect: 'Allow',
      Action: ['athena:GetDataCatalog', 'athena:GetTableMetadata', 'athena:ListTableMetadata'],
      Resource: naming.dataCatalogArn(),
    },
    {
      Sid: 'ReadTablesOfTrail',
      Effect: 'Allow',
      Action: TABLES,
      Resource: [
        // Glue decides on the catalog, the database and the table.
        naming.catalogArn(),
        naming.databaseArn(naming.anyDatabase),
        naming.tablesArn(auditDatabase),
        // `npm run drift` reads back what it looks like; what is in it is in a bucket of the organization.
        naming.tableArn(naming.anyDatabase, ORGANIZATION_AUDIT_TABLE),
      ],
      wildcardReason:
        "Every table of the one database of the trail, and in each organization's the one table that shows it its part of the trail. A database by itself shows no table.",
    },
  ];
}

/** What an auditor reads: the buckets where calls and accesses are recorded, and what queries about them found. */
function recordBuckets(naming: Naming, { separate }: Pick<AuditConfig, 'separate'>): string[] {
  const { accessLogsBucket, auditResultsBucket } = naming.shared;
  return [naming.auditBucket(separate), accessLogsBucket, auditResultsBucket].map((bucket) =>
    naming.bucketArn(bucket),
  );
}

/** The bucket of what queries found, and everything in it. */
function resultsOfQueries(naming: Naming): [bucket: string, objects: string] {
  const bucket = naming.bucketArn(naming.shared.auditResultsBucket);
  return [bucket, `${bucket}/*`];
}

/** S3 as it uses keys for what an auditor reads: of this Region, and of the archive's. */
function throughS3(naming: Naming, { separate }: Pick<AuditConfig, 'separate'>): string | string[] {
  const here = naming.viaService('s3');
  const there = naming.viaService('s3', separate?.region);
  return here === there ? here : [here, there];
}
