/**
 * Actions on what has the app's names, called after what they set up. None is called after what is in it: objects,
 * images, messages, queries, partitions, and events of logs. There is room for beginnings and ends of names; whatever
 * AWS adds with such a name sets up the same thing.
 */
export const OWN_ACTIONS = [
  'athena:*Resource',
  'athena:*WorkGroup',
  'ecr:*LifecyclePolicy',
  'ecr:*Repositor*',
  'ecr:*Resource',
  'ecr:PutImageScanning*',
  'ecr:PutImageTag*',
  'events:*agResource',
  'events:ListTags*',
  'events:*Rule',
  'events:*Targets',
  'glue:*Database',
  'glue:CreateTable',
  'glue:DeleteTable',
  'glue:GetTable',
  'glue:GetTables',
  'glue:UpdateTable',
  'iam:*Provider*',
  'iam:*agRole',
  'iam:*agUser',
  'iam:CreatePolicy*',
  'iam:DeletePolicy*',
  'iam:DeleteRole',
  'iam:DeleteUser',
  'iam:Get*',
  'iam:List*',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole*',
  'iam:UpdateUser',
  'iot:*PolicyVersion*',
  'iot:*Resource',
  'iot:*RoleAlias',
  'iot:*ThingType',
  'iot:CreatePolicy',
  'iot:DeletePolicy',
  'iot:GetPolicy',
  'kms:*Alias',
  'logs:*KmsKey',
  'logs:*LogGroup',
  'logs:*ProtectionPolicy',
  'logs:*Resource',
  'logs:*RetentionPolicy',
  'logs:DescribeIndexPolicies',
  's3:*agResource',
  's3:*teBucket',
  's3:DeleteBucketPolicy',
  's3:Get*Configuration',
  's3:GetBucket*',
  's3:ListBucket',
  's3:ListTags*',
  's3:PutBucket*',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  'scheduler:*Schedule',
  'sqs:*QueueAttributes',
  'sqs:*QueueTags',
  'sqs:*agQueue',
  'sqs:*teQueue',
  'sqs:GetQueueUrl',
  // Of the version of `cdk bootstrap`.
  'ssm:GetParameters',
] as const;

/** Actions without a resource, or with one of the account. None shows what an organization keeps. */
export const UNNAMED_ACTIONS = [
  'glue:*DataCatalogEncryptionSettings',
  'glue:*SecurityConfiguration',
  'kms:ListAliases',
  'lakeformation:Describe*',
  'lakeformation:ListResources',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
] as const;

/** What makes a principal, or gives it permissions, and tells IAM which boundary it has, or gets. */
export const BOUND_ACTIONS = [
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:DeleteRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
] as const;

/** Attaches managed policies, and detaches them. */
export const ATTACHING_ACTIONS = [
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:DetachRolePolicy',
  'iam:DetachUserPolicy',
] as const;
