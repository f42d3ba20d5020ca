import type { Naming } from '../../config/naming';
import {
  DATA_CATALOG_ACTIONS,
  DEFAULT_DATABASE_ACTIONS,
  GLUE_READ_ACTIONS,
  KEY_USE_ACTIONS,
  QUERY_RESULT_ACTIONS,
  READ_ACTIONS,
  WORKGROUP_ACTIONS,
} from '../actions';
import { type OrganizationPolicyInputs, OWN_FOLDER_REASON } from '../data-hub/data-hub-policy';
import type { Statement } from '../statement';

export const OWN_TABLES_REASON = "Every table, but only of the organization's own database.";

/**
 * What an organization's own users may do: query its data in its workgroup and read the results.
 * https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html
 */
export function athenaPolicy(naming: Naming, { slug, keyArn }: OrganizationPolicyInputs): Statement[] {
  const { workgroup, database } = naming.organization(slug);
  const standardized = naming.bucketArn(naming.shared.standardizedBucket);
  const results = naming.bucketArn(naming.shared.athenaResultsBucket);
  const prefix = naming.dataPrefix(slug);
  return [
    {
      Sid: 'FindBuckets',
      Effect: 'Allow',
      // A statement of its own: the call carries no prefix.
      Action: 's3:GetBucketLocation',
      Resource: [standardized, results],
    },
    {
      Sid: 'ListOwnFolder',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: [standardized, results],
      Condition: { StringLike: { 's3:prefix': `${prefix}*` } },
    },
    {
      Sid: 'ReadStandardizedData',
      Effect: 'Allow',
      Action: READ_ACTIONS,
      Resource: `${standardized}/${prefix}*`,
      wildcardReason: OWN_FOLDER_REASON,
    },
    {
      Sid: 'WriteAndReadQueryResults',
      Effect: 'Allow',
      Action: QUERY_RESULT_ACTIONS,
      Resource: `${results}/${prefix}*`,
      wildcardReason: OWN_FOLDER_REASON,
    },
    {
      Sid: 'UseOrganizationKey',
      Effect: 'Allow',
      Action: KEY_USE_ACTIONS,
      Resource: keyArn,
      Condition: { StringEquals: { 'kms:ViaService': naming.viaService('s3') } },
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
      // The catalog above it is in the statement before.
      Action: DEFAULT_DATABASE_ACTIONS,
      Resource: naming.defaultDatabaseArn(),
    },
  ];
}

/**
 * What the policy says while the organization is suspended: nothing is allowed, and nothing of the
 * organization's is left to a user whom other policies would let in. What else a user has is not touched.
 */
export function suspendedAthenaPolicy(
  naming: Naming,
  { slug, keyArn }: OrganizationPolicyInputs,
): Statement[] {
  const { workgroup, database } = naming.organization(slug);
  const { standardizedBucket, athenaResultsBucket } = naming.shared;
  return [
    {
      Sid: 'DenyDataAndQueriesWhileSuspended',
      Effect: 'Deny',
      Action: '*',
      Resource: [
        naming.workgroupArn(workgroup),
        naming.databaseArn(database),
        naming.tablesArn(database),
        ...[standardizedBucket, athenaResultsBucket].map(
          (bucket) => `${naming.bucketArn(bucket)}/${naming.dataPrefix(slug)}*`,
        ),
        keyArn,
      ],
      wildcardReason: "Suspension spares nothing of the organization's.",
    },
  ];
}
