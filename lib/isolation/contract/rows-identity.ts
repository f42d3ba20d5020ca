import { draft } from './drafts';
import { tableOf } from './row';

/**
 * What the SSM Agent calls on its own node: `AmazonSSMManagedInstanceCore` without parameters.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html
 */
const AGENT_CALLS = [
  'ssm:UpdateInstanceInformation',
  'ssm:DescribeAssociation',
  'ssm:DescribeDocument',
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetDocument',
  'ssm:GetManifest',
  'ssm:ListAssociations',
  'ssm:ListInstanceAssociations',
  'ssm:PutComplianceItems',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssm:UpdateAssociationStatus',
  'ssm:UpdateInstanceAssociationStatus',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/** How hubs and nodes come to their roles, and what a node's agent does. */
export const IDENTITIES = tableOf(
  {
    'become-hub': {
      sentence: "the credentials provider assumes the hubs' role",
      by: 'credentials provider',
      // Whether the provider names the account is unconfirmed; a trust policy may ask for it all the same.
      requests: ({ hubRoleArns, shared }) =>
        hubRoleArns.map((arn) => draft('sts:AssumeRole', arn, { 'aws:sourceaccount': shared.account })),
      evenSuspended: true,
    },
    'become-node': {
      sentence: "Systems Manager assumes the nodes' role for a node of this account",
      by: 'systems manager',
      requests: ({ nodeRoleArns, shared }) =>
        nodeRoleArns.map((arn) =>
          draft('sts:AssumeRole', arn, {
            'aws:sourceaccount': shared.account,
            'aws:sourcearn': shared.managedNodeArn,
          }),
        ),
      evenSuspended: true,
    },
    'use-certificate': {
      sentence: "a certificate gets credentials through its organization's role alias",
      by: 'certificate',
      requests: ({ own }) => [draft('iot:AssumeRoleWithCertificate', own.roleAliasArn)],
    },
    'run-agent': {
      sentence: 'the SSM Agent of a hybrid node runs',
      by: 'node',
      requests: () => AGENT_CALLS.map((action) => draft(action, '*')),
    },
  },
  {
    'become-hub-as-node': {
      sentence: "Systems Manager assumes the hubs' role",
      twin: 'become-hub',
      change: { by: 'systems manager' },
    },
    'become-hub-by-hand': {
      sentence: "an administrator of the account assumes the hubs' role",
      twin: 'become-hub',
      change: { by: 'administrator' },
    },
    'become-hub-with-tags': {
      sentence: 'the credentials provider sets tags of a session',
      twin: 'become-hub',
      change: { action: 'sts:TagSession' },
    },
    'become-node-for-other-account': {
      sentence: "Systems Manager assumes the nodes' role for another account",
      twin: 'become-node',
      change: { context: 'aws:sourceaccount', to: '999999999999' },
    },
    'become-node-for-no-account': {
      sentence: "Systems Manager assumes the nodes' role without saying for which account",
      twin: 'become-node',
      change: { context: 'aws:sourceaccount', to: undefined },
    },
    'become-node-for-no-source': {
      sentence: "Systems Manager assumes the nodes' role without saying what for",
      twin: 'become-node',
      change: { context: 'aws:sourcearn', to: undefined },
    },
    'become-node-for-other-source': {
      sentence: "Systems Manager assumes the nodes' role for what is of another Region",
      twin: 'become-node',
      change: {
        context: 'aws:sourcearn',
        to: ({ shared }) => shared.managedNodeArn.replace(/:ssm:[^:]*:/, ':ssm:xx-other-1:'),
      },
    },
    'become-node-by-hand': {
      sentence: "an administrator of the account assumes the nodes' role",
      twin: 'become-node',
      change: { by: 'administrator' },
    },
    'use-certificate-for-other': {
      sentence: "a certificate gets credentials through another organization's role alias",
      twin: 'use-certificate',
      change: { resource: ({ other }) => other.roleAliasArn },
    },
    'use-certificate-for-longer-name': {
      sentence:
        "a certificate gets credentials through a role alias whose name begins like its organization's",
      twin: 'use-certificate',
      change: { resource: ({ own }) => `${own.roleAliasArn}x` },
    },
    'publish-with-certificate': {
      sentence: 'a certificate publishes messages',
      twin: 'use-certificate',
      change: { action: 'iot:Publish' },
    },
    'run-agent-as-hub': { sentence: 'a hub acts as the SSM Agent', twin: 'run-agent', change: { by: 'hub' } },
    'run-agent-as-user': {
      sentence: 'a user acts as the SSM Agent',
      twin: 'run-agent',
      change: { by: 'user' },
    },
    'command-nodes': {
      sentence: 'a node sends commands to nodes',
      twin: 'run-agent',
      change: { action: 'ssm:SendCommand' },
    },
    'open-session': {
      sentence: 'a node opens sessions on nodes',
      twin: 'run-agent',
      change: { action: 'ssm:StartSession' },
    },
    'read-any-parameter': {
      sentence: 'a node reads parameters',
      twin: 'run-agent',
      change: { action: 'ssm:GetParameter' },
    },
    'log-in-as-node': {
      sentence: 'a node logs in to the registry of images',
      twin: 'run-agent',
      change: { action: 'ecr:GetAuthorizationToken' },
    },
    'assume-as-node': {
      sentence: 'a node assumes other roles',
      twin: 'run-agent',
      change: { action: 'sts:AssumeRole' },
    },
  },
);
