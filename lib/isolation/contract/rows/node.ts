import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { SSM_AGENT_WITHOUT_RESOURCE } from '../../ssm-agent';
import { OF_NOBODY, OF_OTHER } from '../axes';
import { request, RESOURCE_TAG } from '../request-templates';
import type { Fixtures } from '../fixtures';
import { BY_HUB, BY_USER, WITH_OTHER_TAG } from '../requester-axes';
import { tableOf } from '../table-of';

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
function tagged(action: string, resource: string, { own }: Fixtures): RequestTemplate {
  return request(action, resource, { [RESOURCE_TAG]: own.slug });
}

/** Whose nodes and documents are none of a node's business, and who else none of theirs. */
const TAGGED = [OF_OTHER, OF_NOBODY, WITH_OTHER_TAG, BY_HUB, BY_USER];

/** What the agent of a hybrid node does, and with whose nodes and documents. */
export const NODES = tableOf(
  {
    'run-agent': {
      sentence: ({ who }) => `${who} acts as the SSM Agent`,
      by: 'node',
      requests: () => SSM_AGENT_WITHOUT_RESOURCE.map((action) => request(action, '*')),
      axes: [BY_HUB, BY_USER],
    },
    'report-node': {
      sentence: ({ who, whose }) => `${who} reports the state of ${whose} node`,
      by: 'node',
      axes: TAGGED,
      requests: (fixtures) =>
        ON_NODE.map((action) => tagged(action, fixtures.shared.managedNodeArn, fixtures)),
    },
    'report-association': {
      sentence: ({ who, whose }) => `${who} reports the state of ${whose} association`,
      by: 'node',
      axes: TAGGED,
      requests: (fixtures) => [tagged(UPDATE_STATUS, fixtures.shared.associationArn, fixtures)],
    },
    'read-document': {
      sentence: ({ who, whose }) => `${who} reads ${whose} document`,
      by: 'node',
      axes: TAGGED,
      requests: (fixtures) =>
        ON_DOCUMENT.map((action) => tagged(action, fixtures.shared.documentArn, fixtures)),
    },
    'read-document-of-aws': {
      sentence: ({ who }) => `${who} reads a document that AWS keeps`,
      by: 'node',
      axes: [BY_HUB, BY_USER],
      requests: ({ shared }) => ON_DOCUMENT.map((action) => request(action, shared.awsDocumentArn)),
    },
  },
  {
    'command-nodes': {
      sentence: 'a hybrid node sends commands to nodes',
      twin: 'report-node',
      change: { action: 'ssm:SendCommand' },
    },
    'open-session': {
      sentence: 'a hybrid node opens sessions on nodes',
      twin: 'report-node',
      change: { action: 'ssm:StartSession' },
    },
    'read-any-parameter': {
      sentence: 'a hybrid node reads parameters',
      twin: 'run-agent',
      change: { action: 'ssm:GetParameter' },
    },
    'assume-as-node': {
      sentence: 'a hybrid node assumes other roles',
      twin: 'run-agent',
      change: { action: 'sts:AssumeRole' },
    },
    'list-associations': {
      sentence: "a hybrid node lists every organization's associations",
      twin: 'run-agent',
      change: { action: 'ssm:ListAssociations' },
    },
    'tag-node': {
      sentence: 'a hybrid node changes the tags of its node',
      twin: 'report-node',
      change: { action: 'ssm:AddTagsToResource' },
    },
    'read-document-of-other-account': {
      sentence: 'a hybrid node reads a document that another account shares',
      twin: 'read-document',
      change: {
        resource: ({ shared }) => shared.documentArn.replace(`:${shared.account}:`, ':999999999999:'),
      },
    },
    'change-document': {
      sentence: 'a hybrid node changes a document of its organization',
      twin: 'read-document',
      change: { action: 'ssm:UpdateDocument' },
    },
  },
);
