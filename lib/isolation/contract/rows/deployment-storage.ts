import type { Fixtures } from '../fixtures';
import { byDeployment } from '../platform-rows';
import { request, toS3, VIA } from '../request-templates';
import { tableOf } from '../table-of';

const ENVIRONMENT_OF_KEY = 'aws:resourcetag/environment';
const ENVIRONMENT_OF_REQUEST = 'aws:requesttag/environment';
const DEPLOYED_BY = 'aws:resourcetag/deployed-by';
const CALLED_VIA = 'aws:calledvialast';
const FOR_AWS = 'kms:grantisforawsresource';

/** Buckets that it sets up: the one of organizations' audits is an administrator's. */
const bucketsOf = ({ shared }: Fixtures): string[] =>
  shared.dataBucketArns.filter((arn) => !shared.organizationAuditBucketArns.includes(arn));

/** What CloudFormation does with keys and buckets as it deploys, updates and rolls back; and what it does not. */
export const DEPLOYED_STORAGE = tableOf(
  {
    'create-key': byDeployment(
      ({ who, whose }) => `${who} creates ${whose} key`,
      (_fixtures, environment) => [request('kms:CreateKey', '*', { [ENVIRONMENT_OF_REQUEST]: environment })],
    ),
    'deploy-key': byDeployment(
      ({ who, whose }) => `${who} sets up ${whose} key, and deletes it`,
      // With the tag that its template gives the key: one without it is out of CloudFormation's reach.
      ({ own }) =>
        ['kms:PutKeyPolicy', 'kms:EnableKeyRotation', 'kms:TagResource', 'kms:ScheduleKeyDeletion'].map(
          (action) => request(action, own.keyArn, { [ENVIRONMENT_OF_KEY]: own.keyEnvironment }),
        ),
    ),
    'deploy-repository-grant': byDeployment(
      ({ who }) => `${who} has ECR use the platform's key for a repository`,
      ({ shared }, environment) => [
        request('kms:CreateGrant', shared.platformKeyArn, {
          [ENVIRONMENT_OF_KEY]: environment,
          [VIA]: shared.throughEcr,
          [FOR_AWS]: 'true',
        }),
      ],
    ),
    'deploy-buckets': byDeployment(
      ({ who }) => `${who} sets up the buckets`,
      (fixtures) =>
        bucketsOf(fixtures).flatMap((arn) =>
          [
            's3:CreateBucket',
            's3:GetBucketPolicy',
            's3:PutBucketPolicy',
            's3:PutEncryptionConfiguration',
          ].map((action) => toS3(action, arn)),
        ),
    ),
    // HeadBucket, which S3 authorizes as a listing without a prefix.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
    'find-deployed-buckets': byDeployment(
      ({ who }) => `${who} sees whether the buckets are there`,
      (fixtures) =>
        bucketsOf(fixtures).map((arn) =>
          toS3('s3:ListBucket', arn, { [CALLED_VIA]: 'cloudformation.amazonaws.com' }),
        ),
    ),
  },
  {
    'create-key-of-nobody': {
      sentence: 'CloudFormation creates a key without the tag of its environment',
      twin: 'create-key',
      change: { context: ENVIRONMENT_OF_REQUEST, to: undefined },
    },
    'decrypt-as-deployment': {
      sentence: "CloudFormation decrypts under an organization's key",
      twin: 'deploy-key',
      change: { action: 'kms:Decrypt' },
    },
    'encrypt-as-deployment': {
      sentence: "CloudFormation encrypts under an organization's key",
      twin: 'deploy-key',
      change: { action: 'kms:GenerateDataKey' },
    },
    'grant-as-deployment': {
      sentence: "CloudFormation grants an organization's key to others",
      twin: 'deploy-key',
      change: { action: 'kms:CreateGrant' },
    },
    'change-key-of-other-environment': {
      sentence: 'CloudFormation changes the key of another environment',
      twin: 'deploy-key',
      change: { context: ENVIRONMENT_OF_KEY, to: 'other' },
    },
    'change-key-of-administrators': {
      sentence: 'CloudFormation changes a key that an administrator deploys',
      twin: 'deploy-key',
      change: { context: DEPLOYED_BY, to: 'administrator' },
    },
    'grant-by-itself': {
      sentence: "CloudFormation grants the platform's key without ECR",
      twin: 'deploy-repository-grant',
      change: { context: VIA, to: undefined },
    },
    'list-objects-of-others': {
      sentence: 'CloudFormation lists a bucket that is not of the app',
      twin: 'deploy-buckets',
      change: {
        resource: ({
          shared: {
            dataBucketArns: [arn = ''],
          },
        }) => arn.replace(/:::.*$/, ':::other'),
      },
    },
    'list-buckets-as-deployment': {
      sentence: "somebody who has CloudFormation's role lists a bucket, and CloudFormation does not ask",
      twin: 'find-deployed-buckets',
      change: { context: CALLED_VIA, to: undefined },
    },
    'list-through-another-service': {
      sentence: "another service lists a bucket with CloudFormation's role",
      twin: 'find-deployed-buckets',
      change: { context: CALLED_VIA, to: 'athena.amazonaws.com' },
    },
    'read-objects-as-deployment': {
      sentence: 'CloudFormation lists versions of objects',
      twin: 'deploy-buckets',
      change: { action: 's3:ListBucketVersions' },
    },
    'replicate-as-deployment': {
      sentence: 'CloudFormation sends objects of a bucket elsewhere',
      twin: 'deploy-buckets',
      change: { action: 's3:PutReplicationConfiguration' },
    },
  },
);
