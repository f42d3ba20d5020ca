import { onlyTo } from '../../../../packages/isolation-proof/src/contract/axis';
import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { CALLING_KMS, ENCRYPTION, LISTINGS, OBJECTS, OF_OTHER, TRANSPORT, UNDER_OTHER_KEY } from '../axes';
import { bucketOf, keyThroughS3, list, PREFIX, put, toS3 } from '../request-templates';
import type { OrganizationNames } from '../names';
import {
  BY_ADMINISTRATOR,
  BY_HUB,
  BY_NODE,
  BY_USER,
  WITH_OTHER_KEY_TAG,
  WITH_OTHER_TAG,
  WITHOUT_TAG,
} from '../requester-axes';
import { tableOf } from '../table-of';

const TAGS = [WITHOUT_TAG, WITH_OTHER_TAG];

/** How objects that only pipelines handle must not be touched. */
const OF_PIPELINES_ONLY = [...OBJECTS, ...TAGS, BY_HUB, BY_NODE, BY_USER, BY_ADMINISTRATOR];

const written = ({ tablesFolder, artifactsFolder }: OrganizationNames): string[] => [
  `${tablesFolder}example`,
  `${artifactsFolder}example`,
];

/** What Spark and others do with objects that are there: they rename by copying and deleting. */
function changes(own: OrganizationNames): RequestTemplate[] {
  return ['s3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'].flatMap((action) =>
    written(own).map((object) => toS3(action, object)),
  );
}

/** How pipelines turn what hubs uploaded into data that queries read. */
export const PIPELINE_DATA = tableOf(
  {
    'read-raw': {
      sentence: ({ who, whose }) => `${who} reads what ${whose} hubs uploaded`,
      by: 'pipeline',
      requests: (fixtures) => [
        toS3('s3:GetObject', `${fixtures.own.hubFolder}example`),
        keyThroughS3('kms:Decrypt', fixtures),
      ],
      axes: [
        ...OBJECTS,
        UNDER_OTHER_KEY,
        CALLING_KMS,
        ...TAGS,
        // They have other uses of the key.
        onlyTo('s3', BY_HUB),
        onlyTo('s3', BY_USER),
        BY_NODE,
        BY_ADMINISTRATOR,
      ],
    },
    'list-raw': {
      sentence: ({ who, whose }) => `${who} lists ${whose} uploads and artifacts`,
      by: 'pipeline',
      requests: ({ own }) => [own.uploadFolder, own.artifactsFolder].map(list),
      axes: [...LISTINGS, ...TAGS, BY_HUB, BY_NODE, BY_USER, BY_ADMINISTRATOR],
    },
    'list-standardized': {
      sentence: ({ who, whose }) => `${who} lists ${whose} standardized data`,
      by: 'pipeline',
      requests: ({ own }) => [list(own.tablesFolder)],
      axes: [...LISTINGS, ...TAGS, BY_HUB, BY_NODE, BY_ADMINISTRATOR],
    },
    'find-pipeline-buckets': {
      sentence: ({ who }) => `${who} gets the Region of a bucket of pipelines`,
      by: 'pipeline',
      requests: ({ own }) =>
        [own.uploadFolder, own.tablesFolder, own.artifactsFolder].map((folder) =>
          toS3('s3:GetBucketLocation', bucketOf(folder)),
        ),
      axes: [...TRANSPORT, BY_HUB, BY_NODE],
    },
    'read-artifact': {
      sentence: ({ who, whose }) => `${who} reads ${whose} artifacts`,
      by: 'pipeline',
      requests: ({ own }) => [toS3('s3:GetObject', `${own.artifactsFolder}example`)],
      axes: OF_PIPELINES_ONLY,
    },
    'read-standardized': {
      sentence: ({ who, whose }) => `${who} reads ${whose} standardized data`,
      by: 'pipeline',
      requests: ({ own }) => [toS3('s3:GetObject', `${own.tablesFolder}example`)],
      axes: [...OBJECTS, ...TAGS],
    },
    standardize: {
      sentence: ({ who, whose }) => `${who} writes ${whose} standardized data and artifacts`,
      how: "under its organization's key",
      by: 'pipeline',
      requests: (fixtures) => [
        ...written(fixtures.own).map((object) => put(object, fixtures.own.keyArn)),
        keyThroughS3('kms:GenerateDataKey', fixtures),
        keyThroughS3('kms:Decrypt', fixtures),
      ],
      axes: [
        ...OBJECTS,
        ...ENCRYPTION,
        CALLING_KMS,
        ...TAGS,
        WITH_OTHER_KEY_TAG,
        onlyTo('s3', BY_HUB),
        onlyTo('s3', BY_USER),
        BY_NODE,
        BY_ADMINISTRATOR,
      ],
    },
    'standardize-by-glue': {
      sentence: ({ who, whose }) => `${who} has Spark on Glue write ${whose} standardized data`,
      how: ', under the key of its security configuration',
      by: 'pipeline',
      requests: ({ own }) =>
        (own.pipelines?.glueKeyArns ?? []).map((key) => put(`${own.tablesFolder}example`, key)),
      axes: [OF_OTHER, UNDER_OTHER_KEY],
    },
    'change-written': {
      sentence: ({ who, whose }) => `${who} deletes and tidies up ${whose} standardized data and artifacts`,
      by: 'pipeline',
      requests: ({ own }) => changes(own),
      axes: OF_PIPELINES_ONLY,
    },
  },
  {
    'write-raw': {
      sentence: 'a pipeline writes where hubs upload to',
      twin: 'standardize',
      change: { resource: ({ own }) => `${own.uploadFolder}example` },
    },
    'delete-raw': {
      sentence: 'a pipeline deletes what hubs uploaded',
      twin: 'read-raw',
      change: { action: 's3:DeleteObject' },
    },
    'read-raw-version': {
      sentence: 'a pipeline reads an older version of what hubs uploaded',
      twin: 'read-raw',
      change: { action: 's3:GetObjectVersion' },
    },
    'read-results-as-pipeline': {
      sentence: 'a pipeline reads results of queries',
      twin: 'read-raw',
      change: { resource: ({ own }) => `${own.resultsFolder}example` },
    },
    'write-results-as-pipeline': {
      sentence: 'a pipeline writes results of queries',
      twin: 'standardize',
      change: { resource: ({ own }) => `${own.resultsFolder}example` },
    },
    'list-raw-without-prefix': {
      sentence: 'a pipeline lists all uploads',
      twin: 'list-raw',
      change: { context: PREFIX, to: undefined },
    },
    'list-raw-without-slash': {
      sentence: "a pipeline lists all uploads whose names start with its organization's slug",
      twin: 'list-raw',
      change: { context: PREFIX, to: ({ own }) => own.slug },
    },
    'list-raw-versions': {
      sentence: 'a pipeline lists older versions of uploads',
      twin: 'list-raw',
      change: { action: 's3:ListBucketVersions' },
    },
    'list-open-uploads-as-pipeline': {
      sentence: 'a pipeline lists unfinished uploads of all organizations',
      twin: 'list-raw',
      change: { action: 's3:ListBucketMultipartUploads' },
    },
    'delete-data-version': {
      sentence: 'a pipeline deletes an older version of data',
      twin: 'change-written',
      change: { action: 's3:DeleteObjectVersion' },
    },
    'share-data': {
      sentence: 'a pipeline changes who may read data',
      twin: 'standardize',
      change: { action: 's3:PutObjectAcl' },
    },
    'grant-on-key-as-pipeline': {
      sentence: 'a pipeline grants its key to others',
      twin: 'standardize',
      request: 'kms:GenerateDataKey',
      change: { action: 'kms:CreateGrant' },
    },
  },
);
