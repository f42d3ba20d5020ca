import { CONNECTOR_REPOSITORY_PREFIX, type Naming, ORG_SLUG_TAG, PRINCIPAL_ORG_SLUG } from '../../config/naming';
import {
  DATA_CATALOG_ACTIONS,
  DEFAULT_DATABASE_ACTIONS,
  GLUE_READ_ACTIONS,
  KEY_USE_ACTIONS,
  PULL_IMAGE_ACTIONS,
  QUERY_RESULT_ACTIONS,
  READ_ACTIONS,
  READ_SECRET_ACTIONS,
  REGISTRY_LOGIN_ACTIONS,
  UPLOAD_ACTIONS,
  WORKGROUP_ACTIONS,
} from '../actions';
import { OWN_TABLES_REASON } from '../analyst/athena-policy';
import {
  EVERY_CONNECTOR_REASON,
  OWN_FOLDER_REASON,
  OWN_SECRETS_REASON,
  REGISTRY_LOGIN_REASON,
} from '../data-hub/data-hub-policy';
import { hybridNodePolicy } from '../data-hub/hybrid-node-policy';
import type { Statement } from '../statement';

/**
 * Permissions boundary of every principal that the platform makes for an organization: the ceiling of what
 * any identity policy can give it. Resources are named through the caller's tags, so that one document of
 * constant size holds for all organizations; nothing here reaches permissions, keys, tags or trails.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function organizationBoundary(naming: Naming): Statement[] {
  const { rawBucket, standardizedBucket, athenaResultsBucket } = naming.shared;
  const raw = naming.bucketArn(rawBucket);
  const standardized = naming.bucketArn(standardizedBucket);
  const results = naming.bucketArn(athenaResultsBucket);
  const { workgroup, database } = naming.ofCallingPrincipal;
  const ownFolder = `${PRINCIPAL_ORG_SLUG}/*`;
  return [
    {
      Sid: 'UploadRawData',
      Effect: 'Allow',
      Action: UPLOAD_ACTIONS,
      Resource: `${raw}/${ownFolder}`,
      wildcardReason: OWN_FOLDER_REASON,
    },
    {
      Sid: 'FindBuckets',
      Effect: 'Allow',
      Action: 's3:GetBucketLocation',
      Resource: [standardized, results],
    },
    {
      Sid: 'ListOwnFolder',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: [standardized, results],
      Condition: { StringLike: { 's3:prefix': ownFolder } },
    },
    {
      Sid: 'ReadStandardizedData',
      Effect: 'Allow',
      Action: READ_ACTIONS,
      Resource: `${standardized}/${ownFolder}`,
      wildcardReason: OWN_FOLDER_REASON,
    },
    {
      Sid: 'WriteAndReadQueryResults',
      Effect: 'Allow',
      Action: QUERY_RESULT_ACTIONS,
      Resource: `${results}/${ownFolder}`,
      wildcardReason: OWN_FOLDER_REASON,
    },
    {
      Sid: 'UseOwnKey',
      Effect: 'Allow',
      Action: KEY_USE_ACTIONS,
      Resource: naming.keyArnPattern(),
      wildcardReason:
        "A variable cannot stand for a whole ARN, and key ids tell nothing: the key's tag decides.",
      Condition: {
        StringEquals: {
          [`aws:ResourceTag/${ORG_SLUG_TAG}`]: PRINCIPAL_ORG_SLUG,
          'kms:ViaService': [naming.viaService('s3'), naming.viaService('ssm')],
        },
      },
    },
    {
      Sid: 'ReadConnectorSecrets',
      Effect: 'Allow',
      Action: READ_SECRET_ACTIONS,
      Resource: naming.connectorParametersArnOfCallingPrincipal(),
      wildcardReason: OWN_SECRETS_REASON,
    },
    {
      Sid: 'PullConnectorImages',
      Effect: 'Allow',
      Action: PULL_IMAGE_ACTIONS,
      Resource: naming.repositoryArn(`${CONNECTOR_REPOSITORY_PREFIX}*`),
      wildcardReason: EVERY_CONNECTOR_REASON,
    },
    {
      Sid: 'RunQueries',
      Effect: 'Allow',
      Action: WORKGROUP_ACTIONS,
      Resource: naming.workgroupArn(workgroup),
    },
    {
      Sid: 'ReadDataCatalog',
      Effect: 'Allow',
      Action: DATA_CATALOG_ACTIONS,
      Resource: naming.dataCatalogArn(),
    },
    {
      Sid: 'ReadOwnDatabase',
      Effect: 'Allow',
      Action: GLUE_READ_ACTIONS,
      Resource: [naming.catalogArn(), naming.databaseArn(database), naming.tablesArn(database)],
      wildcardReason: OWN_TABLES_REASON,
    },
    {
      Sid: 'FindDefaultDatabase',
      Effect: 'Allow',
      Action: DEFAULT_DATABASE_ACTIONS,
      Resource: naming.defaultDatabaseArn(),
    },
    {
      Sid: 'LogInToRegistry',
      Effect: 'Allow',
      Action: REGISTRY_LOGIN_ACTIONS,
      Resource: '*',
      wildcardReason: REGISTRY_LOGIN_REASON,
    },
    ...hybridNodePolicy(naming, PRINCIPAL_ORG_SLUG),
  ];
}
