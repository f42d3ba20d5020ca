import type { AuthorizationGuardrail } from './guardrail';
import { deploymentOf, exceptBy, type GuardrailInputs } from './spared';

/**
 * What is done with objects, which identity policies and the policies of buckets decide, and looking at settings.
 * Whatever else S3 offers, or will, is a change of a bucket or of who may reach it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const OBJECTS_AND_VIEWS = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:Describe*',
  's3:Get*',
  's3:List*',
  's3:PutObject',
];

/** Ways to data that are beside buckets: these are about the account, or about resources of any name. */
const WAYS_TO_BUCKETS = [
  's3:AssociateAccessGrantsIdentityCenter',
  's3:CreateAccessGrant',
  's3:CreateAccessGrantsInstance',
  's3:CreateAccessGrantsLocation',
  's3:CreateAccessPoint',
  's3:CreateAccessPointForObjectLambda',
  's3:CreateJob',
  's3:CreateMultiRegionAccessPoint',
  's3:PutAccessGrantsInstanceResourcePolicy',
  's3:PutAccessPointConfigurationForObjectLambda',
  's3:PutAccessPointPolicy',
  's3:PutAccessPointPolicyForObjectLambda',
  's3:PutAccessPointPublicAccessBlock',
  's3:PutAccountPublicAccessBlock',
  's3:PutMultiRegionAccessPointPolicy',
  's3:PutStorageLensConfiguration',
  's3:UpdateAccessGrantsLocation',
];

/**
 * Uses of keys, which the policies of keys decide, and looking at settings.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
const USES_AND_VIEWS_OF_KEYS = [
  'kms:Decrypt',
  'kms:DeriveSharedSecret',
  'kms:Describe*',
  'kms:Encrypt',
  'kms:Generate*',
  'kms:Get*',
  'kms:List*',
  'kms:ReEncrypt*',
  'kms:Sign',
  'kms:Verify*',
];

/** Messages, which the policies of queues decide, and looking at settings. */
const MESSAGES_AND_VIEWS = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:Get*',
  'sqs:List*',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];

/** Settings of the catalog and of who may use it: most of these take no resource. */
const CATALOG_SETTINGS = [
  'glue:DeleteResourcePolicy',
  'glue:PutDataCatalogEncryptionSettings',
  'glue:PutResourcePolicy',
  'lakeformation:AddLFTagsToResource',
  'lakeformation:BatchGrantPermissions',
  'lakeformation:BatchRevokePermissions',
  'lakeformation:CreateLakeFormationOptIn',
  'lakeformation:DeregisterResource',
  'lakeformation:GrantPermissions',
  'lakeformation:PutDataLakeSettings',
  'lakeformation:RegisterResource',
  'lakeformation:RevokePermissions',
  'lakeformation:UpdateResource',
];

/** Only the deployment changes what guards data: keys, buckets, queues, workgroups, images and the catalog. */
export function dataGuardrail(inputs: GuardrailInputs): AuthorizationGuardrail {
  const { arns } = inputs;
  const { assetsBucketArn: assets } = arns;
  const deployment = exceptBy(deploymentOf(inputs));
  return {
    id: 'scp-data',
    type: 'SERVICE_CONTROL_POLICY',
    description:
      'Only the deployment changes buckets, keys and grants, queues, workgroups, repositories, the catalog, and public access.',
    statements: [
      {
        Sid: 'BucketsByDeployment',
        Effect: 'Deny',
        NotAction: OBJECTS_AND_VIEWS,
        Resource: arns.ownBucketsArn,
        wildcardReason:
          'Every bucket of the environment, that of the trail among them, and every object in it.',
        ...deployment,
      },
      {
        Sid: 'TemplatesByDeployment',
        Effect: 'Deny',
        NotAction: ['s3:Get*', 's3:List*'],
        Resource: [assets, `${assets}/*`],
        wildcardReason: 'Whoever could write a template there could have it deployed.',
        ...exceptBy([...deploymentOf(inputs), arns.bootstrapRoleArn('file-publishing')]),
      },
      {
        Sid: 'NoOtherWaysToBuckets',
        Effect: 'Deny',
        Action: WAYS_TO_BUCKETS,
        Resource: '*',
        wildcardReason: 'Some of these take no resource, and access points and grants may have any name.',
        ...deployment,
      },
      {
        Sid: 'KeysByDeployment',
        Effect: 'Deny',
        NotAction: USES_AND_VIEWS_OF_KEYS,
        Resource: arns.everythingOf('kms'),
        wildcardReason: 'Every key and alias of the account: their ids are made at deployment.',
        ...deployment,
      },
      {
        Sid: 'QueuesByDeployment',
        Effect: 'Deny',
        NotAction: MESSAGES_AND_VIEWS,
        Resource: arns.someOf('sqs', arns.anyNameOfEnvironment),
        wildcardReason: 'The queues of all organizations.',
        ...deployment,
      },
      {
        Sid: 'WorkgroupsByDeployment',
        Effect: 'Deny',
        Action: [
          'athena:CreateWorkGroup',
          'athena:DeleteWorkGroup',
          'athena:TagResource',
          'athena:UntagResource',
          'athena:UpdateWorkGroup',
        ],
        Resource: arns.someOf('athena', `workgroup/${arns.anyNameOfEnvironment}`),
        wildcardReason: 'The workgroups of all organizations: they say where results go.',
        ...deployment,
      },
      {
        Sid: 'RepositoriesByDeployment',
        Effect: 'Deny',
        Action: [
          'ecr:DeleteRegistryPolicy',
          'ecr:DeleteRepository',
          'ecr:DeleteRepositoryPolicy',
          'ecr:PutImageTagMutability',
          'ecr:PutRegistryPolicy',
          'ecr:PutReplicationConfiguration',
          'ecr:SetRepositoryPolicy',
        ],
        Resource: '*',
        wildcardReason: 'Some of these take no resource.',
        ...deployment,
      },
      {
        Sid: 'CatalogByDeployment',
        Effect: 'Deny',
        Action: CATALOG_SETTINGS,
        Resource: '*',
        wildcardReason: 'There is one catalog, and most of these take no resource.',
        ...deployment,
      },
      {
        Sid: 'PipelineLogsAreOrganizations',
        Effect: 'Deny',
        Action: [
          'logs:FilterLogEvents',
          'logs:GetLogEvents',
          'logs:GetLogRecord',
          'logs:StartLiveTail',
          'logs:StartQuery',
          'logs:Unmask',
        ],
        Resource: arns.pipelineLogGroupsArn,
        wildcardReason:
          'Logs of pipelines hold data of organizations, and CloudWatch Logs decrypts them for whoever may read them: that is left to principals of organizations.',
        Condition: {
          ...deployment.Condition,
          Null: { 'aws:PrincipalTag/orgSlug': 'true' },
        },
      },
    ],
  };
}
