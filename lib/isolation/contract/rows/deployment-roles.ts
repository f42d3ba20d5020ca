import { boundaryOf } from '../boundary-of';
import type { Fixtures } from '../fixtures';
import { byDeployment } from '../platform-rows';
import { BOUNDARY, PASSED_TO, request } from '../request-templates';
import { tableOf } from '../table-of';

const POLICY = 'iam:policyarn';

/** The policy that is attached to a role of hubs, which is called as the role is. */
const policyOf = (roleArn: string): string => roleArn.replace(':role/', ':policy/');

/** A policy that AWS keeps, in the partition of the organization's roles. */
const policyOfAws = ({ hubRoleArns: [arn = ''] }: Fixtures): string =>
  arn.replace(/:\d+:role\/.*$/, ':aws:policy/AdministratorAccess');

/** What CloudFormation does with an organization's roles as it deploys, updates and rolls back; and what it does not. */
export const DEPLOYED_ROLES = tableOf(
  {
    'deploy-role': byDeployment(
      ({ who, whose }) => `${who} makes ${whose} role of hubs under its boundary`,
      (fixtures) =>
        fixtures.hubRoleArns.flatMap((arn) =>
          ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'].map((action) =>
            request(action, arn, { [BOUNDARY]: boundaryOf(arn, fixtures) }),
          ),
        ),
    ),
    'change-role': byDeployment(
      ({ who, whose }) => `${who} changes and deletes ${whose} role of hubs`,
      ({ hubRoleArns }) =>
        hubRoleArns.flatMap((arn) =>
          ['iam:UpdateAssumeRolePolicy', 'iam:TagRole', 'iam:DeleteRole'].map((action) =>
            request(action, arn),
          ),
        ),
    ),
    'attach-policy': byDeployment(
      ({ who, whose }) => `${who} attaches ${whose} policy to its role of hubs, and detaches it`,
      ({ hubRoleArns }) =>
        hubRoleArns.flatMap((arn) =>
          ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'].map((action) =>
            request(action, arn, { [POLICY]: policyOf(arn) }),
          ),
        ),
    ),
    'manage-policy': byDeployment(
      ({ who, whose }) => `${who} makes, changes and deletes ${whose} policies of hubs`,
      ({ hubRoleArns }) =>
        hubRoleArns.flatMap((arn) =>
          ['iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicyVersion', 'iam:DeletePolicy'].map(
            (action) => request(action, policyOf(arn)),
          ),
        ),
    ),
    'pass-role': byDeployment(
      ({ who, whose }) => `${who} passes ${whose} role of hubs to the credentials provider`,
      ({ hubRoleArns }) =>
        hubRoleArns.map((arn) =>
          request('iam:PassRole', arn, { [PASSED_TO]: 'credentials.iot.amazonaws.com' }),
        ),
    ),
  },
  {
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
  },
);
