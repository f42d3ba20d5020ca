import { CONNECTOR_REPOSITORY_PREFIX, PIPELINE_REPOSITORY_PREFIX } from '../../config/name-patterns';
import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import { keyStatements } from './key-statements';
import { leaveToAdministrators } from './administrators-statement';

/** Settings of the buckets as the app's templates have them, and none that would send objects elsewhere. */
const BUCKET_ACTIONS = [
  's3:CreateBucket',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:GetAccelerateConfiguration',
  's3:GetAnalyticsConfiguration',
  's3:GetBucketAbac',
  's3:GetBucketAcl',
  's3:GetBucketCORS',
  's3:GetBucketLocation',
  's3:GetBucketLogging',
  's3:GetBucketMetadataTableConfiguration',
  's3:GetBucketNotification',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:GetBucketWebsite',
  's3:GetEncryptionConfiguration',
  's3:GetIntelligentTieringConfiguration',
  's3:GetInventoryConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetMetricsConfiguration',
  's3:GetReplicationConfiguration',
  // HeadBucket, by which the handlers see whether it is there. The role is CloudFormation's alone, which lists nothing.
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
  's3:ListBucket',
  's3:ListTagsForResource',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:TagResource',
  's3:UntagResource',
] as const;

const REPOSITORY_ACTIONS = [
  'ecr:CreateRepository',
  'ecr:DeleteLifecyclePolicy',
  'ecr:DeleteRepository',
  'ecr:DeleteRepositoryPolicy',
  'ecr:DescribeRepositories',
  'ecr:GetLifecyclePolicy',
  'ecr:GetRepositoryPolicy',
  'ecr:ListTagsForResource',
  'ecr:PutImageScanningConfiguration',
  'ecr:PutImageTagMutability',
  'ecr:PutLifecyclePolicy',
  'ecr:SetRepositoryPolicy',
  'ecr:TagResource',
  'ecr:UntagResource',
] as const;

/** The buckets that CloudFormation sets up: those of data and of access logs, and none that is about the trail. */
function bucketArns(naming: Naming): string[] {
  const names = naming.shared;
  return [
    names.rawBucket,
    names.standardizedBucket,
    names.pipelineArtifactsBucket,
    names.athenaResultsBucket,
    names.accessLogsBucket,
  ].map((name) => naming.bucketArn(name));
}

export function repositoryArns(naming: Naming): string[] {
  return [CONNECTOR_REPOSITORY_PREFIX, PIPELINE_REPOSITORY_PREFIX].map((prefix) =>
    naming.repositoryArn(`${prefix}*`),
  );
}

/** What CloudFormation does with buckets, keys and repositories: their settings, and nothing that is in them. */
export function storagePolicy({ naming }: DeploymentInputs): Statement[] {
  return [
    { Sid: 'SetUpBuckets', Effect: 'Allow', Action: BUCKET_ACTIONS, Resource: bucketArns(naming) },
    {
      Sid: 'SetUpRepositories',
      Effect: 'Allow',
      Action: REPOSITORY_ACTIONS,
      Resource: repositoryArns(naming),
      wildcardReason: 'The environment names connectors and pipelines; their repositories begin so.',
    },
    ...keyStatements(naming),
    leaveToAdministrators(naming),
  ];
}
