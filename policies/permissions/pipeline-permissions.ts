import { PIPELINE_REPOSITORY_PREFIX } from '../../config/name-patterns';
import { KEY_USE_ACTIONS, useKeyThroughS3, useTaggedKey } from './key-permissions';
import type { NamedOrganization, Owner } from './owner';
import { OWN_FOLDER_REASON, type Permission } from './permission';

/*
 * What turns an organization's raw data into standardized data and tables needs, on whatever engine. Nothing here
 * starts jobs or passes roles: that is for whoever deploys pipelines.
 */

const writtenBuckets = ({ naming }: Owner): readonly string[] => [
  naming.shared.standardizedBucket,
  naming.shared.pipelineArtifactsBucket,
];

const buckets = (owner: Owner): readonly string[] =>
  [owner.naming.shared.rawBucket, ...writtenBuckets(owner)].map((bucket) => owner.naming.bucketArn(bucket));

/** Apart from {@link LIST_PIPELINE_FOLDERS}: the call carries no prefix. */
export const FIND_PIPELINE_BUCKETS: Permission = {
  sid: 'FindPipelineBuckets',
  actions: 's3:GetBucketLocation',
  resources: buckets,
};

/** Not ListBucketMultipartUploads, which has no prefix: it shows the uploads of every organization. */
export const LIST_PIPELINE_FOLDERS: Permission = {
  sid: 'ListPipelineFolders',
  actions: 's3:ListBucket',
  resources: buckets,
  conditions: ({ naming, slug }) => ({ StringLike: { 's3:prefix': `${naming.dataPrefix(slug)}*` } }),
};

/** What is current; no older versions, tags or ACLs. */
export const READ_RAW_DATA: Permission = {
  sid: 'ReadRawData',
  actions: ['s3:GetObject'],
  resources: ({ naming, slug }) => naming.dataObjectsArn(naming.shared.rawBucket, slug),
  wildcardReason: OWN_FOLDER_REASON,
};

/** Engines rename by copying and deleting, for example what they have put under `_temporary`. */
export const WRITE_DATA_AND_ARTIFACTS: Permission = {
  sid: 'WriteDataAndArtifacts',
  actions: [
    's3:GetObject',
    's3:PutObject',
    's3:DeleteObject',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
  ],
  resources: (owner) =>
    writtenBuckets(owner).map((bucket) => owner.naming.dataObjectsArn(bucket, owner.slug)),
  wildcardReason: OWN_FOLDER_REASON,
};

export const USE_KEY_FOR_DATA = useKeyThroughS3('UseKeyForData');

/**
 * SQS decrypts what a consumer receives in the consumer's name.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export const DECRYPT_ARRIVALS: Permission<NamedOrganization> = {
  sid: 'DecryptArrivals',
  actions: 'kms:Decrypt',
  resources: ({ keyArn }) => keyArn,
  conditions: ({ naming }) => ({ StringEquals: { 'kms:ViaService': naming.viaService('sqs') } }),
};

/** The ceiling of every use of a key by pipelines, as `USE_OWN_KEY` is that of the other principals. */
export const USE_OWN_KEY_IN_PIPELINES = useTaggedKey('UseOwnKeyInPipelines', KEY_USE_ACTIONS, (naming) => [
  naming.viaService('s3'),
  naming.viaService('sqs'),
]);
/** Where pipelines read connector secrets, too. */
export const USE_OWN_KEY_FOR_SECRETS = useTaggedKey('UseOwnKeyForSecrets', 'kms:Decrypt', (naming) => [
  naming.viaService('ssm'),
]);

/** Of the dead letters as well, which a pipeline handles again once its fault is mended. */
export const RECEIVE_ARRIVALS: Permission = {
  sid: 'ReceiveArrivals',
  actions: [
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
  ],
  resources: ({ naming, arrivalsQueue, arrivalsDeadLetterQueue }) => [
    naming.queueArn(arrivalsQueue),
    naming.queueArn(arrivalsDeadLetterQueue),
  ],
};

/**
 * CloudWatch Logs encrypts by itself, so that the role needs no key for it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const WRITE_PIPELINE_LOGS: Permission = {
  sid: 'WritePipelineLogs',
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  resources: ({ naming, pipelineLogGroup }) => naming.logStreamsArn(pipelineLogGroup),
  wildcardReason: "Every stream, but only of the organization's own log group.",
};

/** Glue asks for each on the catalog, the database and the table. */
export const WRITE_OWN_TABLES: Permission = {
  sid: 'WriteOwnTables',
  actions: [
    'glue:BatchCreatePartition',
    'glue:BatchDeletePartition',
    'glue:BatchUpdatePartition',
    'glue:CreatePartition',
    'glue:CreateTable',
    'glue:DeletePartition',
    'glue:DeleteTable',
    'glue:UpdatePartition',
    'glue:UpdateTable',
  ],
  resources: ({ naming, database }) => [
    naming.catalogArn(),
    naming.databaseArn(database),
    naming.tablesArn(database),
  ],
  wildcardReason: "Every table, but only of the organization's own database.",
};

/** What Spark looks up when a session begins. They show no tables. */
export const FIND_DATABASES_OF_SPARK: Permission = {
  sid: 'FindDatabasesOfSpark',
  actions: ['glue:GetDatabase'],
  resources: ({ naming }) => [naming.defaultDatabaseArn(), naming.globalTempDatabaseArn()],
};

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
export const PULL_PIPELINE_IMAGES: Permission = {
  sid: 'PullPipelineImages',
  actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  resources: ({ naming }) => naming.repositoryArn(`${PIPELINE_REPOSITORY_PREFIX}*`),
  wildcardReason:
    "Images of pipelines are the platform's, the same for all organizations; no other repository has the prefix.",
};
