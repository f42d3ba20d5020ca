/**
 * The exact actions each use needs, as AWS's service authorization reference names them:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * The identity policies grant them on literal resources, the permissions boundary on the caller's own.
 */

/** Upload, single or in parts; parts are authorized as PutObject. No read, and no list. */
export const UPLOAD_ACTIONS = ['s3:PutObject', 's3:AbortMultipartUpload'] as const;

/** Read what is current; no older versions, tags or ACLs. */
export const READ_ACTIONS = ['s3:GetObject'] as const;

/** What Athena does in the results bucket in the caller's name: https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html */
export const QUERY_RESULT_ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
] as const;

/**
 * SSE-KMS uploads need GenerateDataKey, multipart uploads and reads Decrypt; Encrypt is not needed:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export const KEY_USE_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

/**
 * What Parameter Store does to write a SecureString, of the standard tier and of the advanced one:
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
export const WRITE_SECRET_KEY_ACTIONS = ['kms:Encrypt', 'kms:GenerateDataKey'] as const;

/** Not GetParametersByPath (authorized on the path asked for, not on what it returns), not GetParameterHistory. */
export const READ_SECRET_ACTIONS = ['ssm:GetParameter', 'ssm:GetParameters'] as const;

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
export const PULL_IMAGE_ACTIONS = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
] as const;
export const REGISTRY_LOGIN_ACTIONS = ['ecr:GetAuthorizationToken'] as const;

/** Run queries in one workgroup; the results stream is what JDBC and ODBC drivers read. */
export const WORKGROUP_ACTIONS = [
  'athena:BatchGetQueryExecution',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:GetQueryRuntimeStatistics',
  'athena:GetWorkGroup',
  'athena:ListQueryExecutions',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
] as const;

/**
 * Look into the catalog through Athena; Glue still decides on each database and table.
 * Not ListDatabases: it would show the names of all organizations.
 */
export const DATA_CATALOG_ACTIONS = [
  'athena:GetDataCatalog',
  'athena:GetDatabase',
  'athena:GetTableMetadata',
  'athena:ListTableMetadata',
] as const;

/**
 * What Athena asks of the database `default`, before it looks at the one that is queried. It shows no tables.
 * https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
 */
export const DEFAULT_DATABASE_ACTIONS = ['glue:GetDatabase'] as const;

export const GLUE_READ_ACTIONS = [
  'glue:BatchGetPartition',
  'glue:GetDatabase',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
] as const;

/**
 * What the SSM Agent of a hybrid node does. `AmazonSSMManagedInstanceCore` without three things:
 * `ssm:GetParameter*`, which it grants on every parameter; the `ec2messages` calls, which agents since 3.3.40
 * replace by `ssmmessages`; and the calls that the agent falls back to if `ListInstanceAssociations` fails
 * (`ListAssociations`, which lists the associations of every organization, `DescribeAssociation` and
 * `UpdateAssociationStatus`).
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
 * Which of them take a resource is in the service authorization reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const SSM_NODE_ACTIONS = [
  'ssm:ListInstanceAssociations',
  'ssm:PutComplianceItems',
  'ssm:UpdateInstanceAssociationStatus',
  'ssm:UpdateInstanceInformation',
] as const;
export const SSM_DOCUMENT_ACTIONS = ['ssm:DescribeDocument', 'ssm:GetDocument'] as const;
/** Those that take no resource. */
export const SSM_AGENT_ACTIONS = [
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetManifest',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
] as const;

/**
 * Administer a key without using it: no Encrypt, Decrypt, GenerateDataKey, ReEncrypt, Sign or CreateGrant.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const KEY_ADMINISTRATION_ACTIONS = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
] as const;
