import { CONNECTOR_REPOSITORY_PREFIX, type Naming, ORG_SLUG_TAG, PRINCIPAL_ORG_SLUG } from '../config/naming';
import {
  DATA_CATALOG_ACTIONS,
  GLUE_READ_ACTIONS,
  KEY_USE_ACTIONS,
  PULL_IMAGE_ACTIONS,
  QUERY_RESULT_ACTIONS,
  READ_ACTIONS,
  READ_SECRET_ACTIONS,
  REGISTRY_LOGIN_ACTIONS,
  SSM_AGENT_ACTIONS,
  UPLOAD_ACTIONS,
  WORKGROUP_ACTIONS,
} from './actions';
import { type PolicyDocument, policyDocument } from './statement';

/**
 * Permissions boundary of every principal that the platform makes for an organization: the ceiling of what
 * any identity policy can give it. Resources are named through the caller's tags, so that one document of
 * constant size holds for all organizations; nothing here reaches permissions, keys, tags or trails.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function organizationBoundary(naming: Naming): PolicyDocument {
  const { rawBucket, standardizedBucket, athenaResultsBucket } = naming.shared;
  const raw = naming.bucketArn(rawBucket);
  const standardized = naming.bucketArn(standardizedBucket);
  const results = naming.bucketArn(athenaResultsBucket);
  const { workgroup, database } = naming.ofCallingPrincipal;
  const ownFolder = `${PRINCIPAL_ORG_SLUG}/*`; // Every object, but only in the caller's own folder.
  return policyDocument(
    {
      Sid: 'UploadRawData',
      Effect: 'Allow',
      Action: UPLOAD_ACTIONS,
      Resource: `${raw}/${ownFolder}`,
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
    },
    {
      Sid: 'WriteAndReadQueryResults',
      Effect: 'Allow',
      Action: QUERY_RESULT_ACTIONS,
      Resource: `${results}/${ownFolder}`,
    },
    {
      Sid: 'UseOwnKey',
      Effect: 'Allow',
      Action: KEY_USE_ACTIONS,
      // A variable cannot stand for a whole ARN, and key ids say nothing of their organization; the key's tag does.
      Resource: naming.keyArnPattern(),
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
      Resource: naming.connectorParametersArnOfCallingPrincipal(), // Ends in /*: every connector of the caller's organization.
    },
    {
      Sid: 'PullConnectorImages',
      Effect: 'Allow',
      Action: PULL_IMAGE_ACTIONS,
      // Connectors are the platform's, the same for all organizations; no other repository has the prefix.
      Resource: naming.repositoryArn(`${CONNECTOR_REPOSITORY_PREFIX}*`),
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
    },
    {
      Sid: 'LogInToRegistryAndRunSsmAgent',
      Effect: 'Allow',
      Action: [...REGISTRY_LOGIN_ACTIONS, ...SSM_AGENT_ACTIONS],
      // ECR's login takes no resource; Systems Manager gives a node its id when it registers, and most of the
      // agent's actions take no resource.
      Resource: '*',
    },
  );
}
