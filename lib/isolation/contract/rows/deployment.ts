import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import type { PlatformAxis } from '../axes';
import { boundaryOf } from '../boundary-of';
import type { Fixtures } from '../fixtures';
import { BOUNDARY, PASSED_TO, request, toS3, VIA } from '../request-templates';
import { BY_HUB, BY_NODE, BY_USER } from '../requester-axes';
import { tableOf } from '../table-of';

const ENVIRONMENT_OF_KEY = 'aws:resourcetag/environment';
const ENVIRONMENT_OF_REQUEST = 'aws:requesttag/environment';
const DEPLOYED_BY = 'aws:resourcetag/deployed-by';
const POLICY = 'iam:policyarn';
const FOR_AWS = 'kms:grantisforawsresource';

const BY_ORGANIZATIONS: readonly PlatformAxis[] = [BY_HUB, BY_NODE, BY_USER];

/** Only where the templates hold policies for it, as axes are about the same requests by others. */
const whereDeployed =
  (requests: (fixtures: Fixtures, environment: string) => readonly RequestTemplate[]) =>
  (fixtures: Fixtures): readonly RequestTemplate[] =>
    fixtures.deployedEnvironment === undefined ? [] : requests(fixtures, fixtures.deployedEnvironment);

/** The policy that is attached to a role of hubs, which is called as the role is. */
const policyOf = (roleArn: string): string => roleArn.replace(':role/', ':policy/');

/** A policy that AWS keeps, in the partition of the organization's roles. */
const policyOfAws = ({ hubRoleArns: [arn = ''] }: Fixtures): string =>
  arn.replace(/:\d+:role\/.*$/, ':aws:policy/AdministratorAccess');

const queueOf = (ruleArn: string): string => ruleArn.replace(':events:', ':sqs:').replace(':rule/', ':');

/** A resource of another service of the organization, by a name that its hubs' roles begin with, too. */
function arrivalsRule({ own }: Fixtures): string {
  return `${own.workgroupArn.replace(':athena:', ':events:').replace(':workgroup/', ':rule/')}-arrivals`;
}

/** What CloudFormation does as it deploys an organization, updates it, and rolls it back; and what it does not. */
export const DEPLOYMENTS = tableOf(
  {
    'create-key': {
      sentence: ({ who, whose }) => `${who} creates ${whose} key`,
      by: 'deployment',
      requests: whereDeployed((_fixtures, environment) => [
        request('kms:CreateKey', '*', { [ENVIRONMENT_OF_REQUEST]: environment }),
      ]),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'deploy-key': {
      sentence: ({ who, whose }) => `${who} sets up ${whose} key, and deletes it`,
      by: 'deployment',
      requests: whereDeployed(({ own }, environment) =>
        ['kms:PutKeyPolicy', 'kms:EnableKeyRotation', 'kms:TagResource', 'kms:ScheduleKeyDeletion'].map(
          (action) => request(action, own.keyArn, { [ENVIRONMENT_OF_KEY]: environment }),
        ),
      ),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'deploy-repository-grant': {
      sentence: ({ who }) => `${who} has ECR use the platform's key for a repository`,
      by: 'deployment',
      requests: whereDeployed(({ shared }, environment) => [
        request('kms:CreateGrant', shared.platformKeyArn, {
          [ENVIRONMENT_OF_KEY]: environment,
          [VIA]: shared.throughEcr,
          [FOR_AWS]: 'true',
        }),
      ]),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'deploy-buckets': {
      sentence: ({ who }) => `${who} sets up the buckets`,
      by: 'deployment',
      requests: whereDeployed(({ shared }) =>
        shared.dataBucketArns
          .filter((arn) => !shared.organizationAuditBucketArns.includes(arn))
          .flatMap((arn) =>
            [
              's3:CreateBucket',
              's3:GetBucketPolicy',
              's3:PutBucketPolicy',
              's3:PutEncryptionConfiguration',
            ].map((action) => toS3(action, arn)),
          ),
      ),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'deploy-role': {
      sentence: ({ who, whose }) => `${who} makes ${whose} role of hubs under its boundary`,
      by: 'deployment',
      requests: whereDeployed((fixtures) =>
        fixtures.hubRoleArns.flatMap((arn) =>
          ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'].map((action) =>
            request(action, arn, { [BOUNDARY]: boundaryOf(arn, fixtures) }),
          ),
        ),
      ),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'change-role': {
      sentence: ({ who, whose }) => `${who} changes and deletes ${whose} role of hubs`,
      by: 'deployment',
      requests: whereDeployed(({ hubRoleArns }) =>
        hubRoleArns.flatMap((arn) =>
          ['iam:UpdateAssumeRolePolicy', 'iam:TagRole', 'iam:DeleteRole'].map((action) =>
            request(action, arn),
          ),
        ),
      ),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'attach-policy': {
      sentence: ({ who, whose }) => `${who} attaches ${whose} policy to its role of hubs, and detaches it`,
      by: 'deployment',
      requests: whereDeployed(({ hubRoleArns }) =>
        hubRoleArns.flatMap((arn) =>
          ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'].map((action) =>
            request(action, arn, { [POLICY]: policyOf(arn) }),
          ),
        ),
      ),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'pass-role': {
      sentence: ({ who, whose }) => `${who} passes ${whose} role of hubs to the credentials provider`,
      by: 'deployment',
      requests: whereDeployed(({ hubRoleArns }) =>
        hubRoleArns.map((arn) =>
          request('iam:PassRole', arn, { [PASSED_TO]: 'credentials.iot.amazonaws.com' }),
        ),
      ),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'deploy-queries': {
      sentence: ({ who, whose }) => `${who} makes and deletes ${whose} workgroup and database`,
      by: 'deployment',
      requests: whereDeployed(({ own, shared }) => [
        ...['athena:CreateWorkGroup', 'athena:UpdateWorkGroup', 'athena:DeleteWorkGroup'].map((action) =>
          request(action, own.workgroupArn),
        ),
        ...['glue:CreateDatabase', 'glue:UpdateDatabase', 'glue:DeleteDatabase'].flatMap((action) =>
          [own.databaseArn, shared.catalogArn].map((arn) => request(action, arn)),
        ),
      ]),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'deploy-hubs': {
      sentence: ({ who, whose }) => `${who} makes and deletes ${whose} role alias`,
      by: 'deployment',
      requests: whereDeployed(({ own }) =>
        ['iot:CreateRoleAlias', 'iot:UpdateRoleAlias', 'iot:DeleteRoleAlias'].map((action) =>
          request(action, own.roleAliasArn),
        ),
      ),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
    'deploy-arrivals': {
      sentence: ({ who, whose }) => `${who} makes and deletes ${whose} queue of arrivals and its rule`,
      by: 'deployment',
      requests: whereDeployed((fixtures) => {
        const rule = arrivalsRule(fixtures);
        return [
          ...['sqs:CreateQueue', 'sqs:SetQueueAttributes', 'sqs:DeleteQueue'].map((action) =>
            request(action, queueOf(rule)),
          ),
          ...['events:PutRule', 'events:PutTargets', 'events:DeleteRule'].map((action) =>
            request(action, rule),
          ),
        ];
      }),
      axes: BY_ORGANIZATIONS,
      evenSuspended: true,
    },
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
    'role-without-boundary': {
      sentence: 'CloudFormation makes a role of hubs without a boundary',
      twin: 'deploy-role',
      change: { context: BOUNDARY, to: undefined },
    },
    'role-under-other-boundary': {
      sentence: 'CloudFormation makes a role of hubs under another policy for its boundary',
      twin: 'deploy-role',
      change: { context: BOUNDARY, to: policyOfAws },
    },
    'take-boundary-off': {
      sentence: 'CloudFormation takes the boundary off a role of hubs',
      twin: 'change-role',
      change: { action: 'iam:DeleteRolePermissionsBoundary' },
    },
    'change-role-of-others': {
      sentence: 'CloudFormation changes a role that is not of the app',
      twin: 'change-role',
      change: { resource: ({ hubRoleArns: [arn = ''] }) => arn.replace(/:role\/.*$/, ':role/other') },
    },
    'attach-policy-of-others': {
      sentence: 'CloudFormation attaches a policy of AWS to a role of hubs',
      twin: 'attach-policy',
      change: { context: POLICY, to: policyOfAws },
    },
    'pass-role-to-others': {
      sentence: 'CloudFormation passes the role of hubs to Lambda',
      twin: 'pass-role',
      change: { context: PASSED_TO, to: 'lambda.amazonaws.com' },
    },
    'pass-pipeline-role': {
      sentence: 'CloudFormation passes the role of pipelines',
      twin: 'pass-role',
      change: { resource: ({ hubRoleArns: [arn = ''] }) => arn.replace(/-data-hub$/, '-pipeline') },
    },
    'query-as-deployment': {
      sentence: "CloudFormation runs a query in an organization's workgroup",
      twin: 'deploy-queries',
      change: { action: 'athena:StartQueryExecution' },
    },
    'act-as-hub': {
      sentence: 'CloudFormation gets the credentials of a hub',
      twin: 'deploy-hubs',
      change: { action: 'iot:AssumeRoleWithCertificate' },
    },
    'receive-as-deployment': {
      sentence: 'CloudFormation receives messages of a queue of arrivals',
      twin: 'deploy-arrivals',
      change: { action: 'sqs:ReceiveMessage' },
    },
  },
);
