import { draft, RESOURCE_TAG } from '../drafts';
import type { Draft } from '../../../../packages/isolation-proof/src/contract/row';
import type { Scene } from '../platform-scene';
import { tableOf } from '../table-of';

/**
 * What the SSM Agent calls: `AmazonSSMManagedInstanceCore` without parameters, the older channel of messages
 * and the older calls about associations.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html
 */
const WITHOUT_RESOURCE = [
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetManifest',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

const UPDATE_STATUS = 'ssm:UpdateInstanceAssociationStatus';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
const ON_NODE = [
  'ssm:UpdateInstanceInformation',
  'ssm:ListInstanceAssociations',
  'ssm:PutComplianceItems',
  UPDATE_STATUS,
];

const ON_DOCUMENT = ['ssm:GetDocument', 'ssm:DescribeDocument'];

/** A request about what carries the organization's tag. */
function tagged(action: string, resource: string, { own }: Scene): Draft {
  return draft(action, resource, { [RESOURCE_TAG]: own.slug });
}

const toOther = { context: RESOURCE_TAG, to: ({ other }: Scene) => other.slug };
const toNobody = { context: RESOURCE_TAG, to: undefined };

/** What the agent of a hybrid node does, and with whose nodes and documents. */
export const NODES = tableOf(
  {
    'run-agent': {
      sentence: 'the SSM Agent of a hybrid node runs',
      by: 'node',
      requests: () => WITHOUT_RESOURCE.map((action) => draft(action, '*')),
    },
    'report-node': {
      sentence: "a hybrid node's agent reports the state of its node",
      by: 'node',
      requests: (scene) => ON_NODE.map((action) => tagged(action, scene.shared.managedNodeArn, scene)),
    },
    'report-association': {
      sentence: "a hybrid node's agent reports the state of an association of its organization",
      by: 'node',
      requests: (scene) => [tagged(UPDATE_STATUS, scene.shared.associationArn, scene)],
    },
    'read-document': {
      sentence: "a hybrid node's agent reads a document of its organization",
      by: 'node',
      requests: (scene) => ON_DOCUMENT.map((action) => tagged(action, scene.shared.documentArn, scene)),
    },
    'read-document-of-aws': {
      sentence: "a hybrid node's agent reads a document that AWS keeps",
      by: 'node',
      requests: ({ shared }) => ON_DOCUMENT.map((action) => draft(action, shared.awsDocumentArn)),
    },
  },
  {
    'run-agent-as-hub': { sentence: 'a hub acts as the SSM Agent', twin: 'run-agent', change: { by: 'hub' } },
    'run-agent-as-user': {
      sentence: 'a user acts as the SSM Agent',
      twin: 'run-agent',
      change: { by: 'user' },
    },
    'command-nodes': {
      sentence: 'a node sends commands to nodes',
      twin: 'report-node',
      change: { action: 'ssm:SendCommand' },
    },
    'open-session': {
      sentence: 'a node opens sessions on nodes',
      twin: 'report-node',
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
    'list-associations': {
      sentence: "a node lists every organization's associations",
      twin: 'run-agent',
      change: { action: 'ssm:ListAssociations' },
    },
    'report-node-of-other': {
      sentence: "a hybrid node's agent reports the state of another organization's node",
      twin: 'report-node',
      change: toOther,
    },
    'report-node-of-nobody': {
      sentence: "a hybrid node's agent reports the state of a node without an organization",
      twin: 'report-node',
      change: toNobody,
    },
    'report-node-as-hub': {
      sentence: 'a hub reports the state of a node',
      twin: 'report-node',
      change: { by: 'hub' },
    },
    'list-associations-of-other': {
      sentence: "a hybrid node's agent lists the associations of another organization's node",
      twin: 'report-node',
      request: 'ssm:ListInstanceAssociations',
      change: toOther,
    },
    'report-compliance-of-other': {
      sentence: "a hybrid node's agent reports the compliance of another organization's node",
      twin: 'report-node',
      request: 'ssm:PutComplianceItems',
      change: toOther,
    },
    'tag-node': {
      sentence: 'a node changes the tags of its node',
      twin: 'report-node',
      change: { action: 'ssm:AddTagsToResource' },
    },
    'report-association-of-other': {
      sentence: "a hybrid node's agent reports the state of another organization's association",
      twin: 'report-association',
      change: toOther,
    },
    'report-association-of-nobody': {
      sentence: "a hybrid node's agent reports the state of an association without an organization",
      twin: 'report-association',
      change: toNobody,
    },
    'read-document-of-other': {
      sentence: "a hybrid node's agent reads another organization's document",
      twin: 'read-document',
      change: toOther,
    },
    'describe-document-of-other': {
      sentence: "a hybrid node's agent looks at another organization's document",
      twin: 'read-document',
      request: 'ssm:DescribeDocument',
      change: toOther,
    },
    'read-document-of-nobody': {
      sentence: "a hybrid node's agent reads a document without an organization",
      twin: 'read-document',
      change: toNobody,
    },
    'read-document-of-other-account': {
      sentence: "a hybrid node's agent reads a document that another account shares",
      twin: 'read-document',
      change: {
        resource: ({ shared }) => shared.documentArn.replace(`:${shared.account}:`, ':999999999999:'),
      },
    },
    'read-document-as-user': {
      sentence: "a user reads its organization's document",
      twin: 'read-document',
      change: { by: 'user' },
    },
    'change-document': {
      sentence: "a hybrid node's agent changes a document of its organization",
      twin: 'read-document',
      change: { action: 'ssm:UpdateDocument' },
    },
  },
);
