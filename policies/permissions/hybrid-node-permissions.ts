import { ORG_SLUG_TAG } from '../../config/naming';
import type { Conditions } from '../statement';
import type { Owner } from './owner';
import type { Permission } from './permission';

/*
 * What the SSM Agent of a hybrid node does. `AmazonSSMManagedInstanceCore` without three things:
 * `ssm:GetParameter*`, which it grants on every parameter; the `ec2messages` calls, which agents since 3.3.40
 * replace by `ssmmessages`; and the calls that the agent falls back to if `ListInstanceAssociations` fails
 * (`ListAssociations`, which lists the associations of every organization, `DescribeAssociation` and
 * `UpdateAssociationStatus`).
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
 * Which of them take a resource is in the service authorization reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 *
 * Nodes inherit the tags of their activation; documents and associations that an organization's nodes use are
 * tagged by whoever makes them.
 */

const DOCUMENT_ACTIONS = ['ssm:DescribeDocument', 'ssm:GetDocument'] as const;
const BY_TAG_REASON = "Their ids and names tell nothing: the organization's tag decides.";

function tagged({ slug }: Owner): Conditions {
  return { StringEquals: { [`aws:ResourceTag/${ORG_SLUG_TAG}`]: slug } };
}

export const REPORT_OWN_NODES: Permission = {
  sid: 'ReportOwnNodes',
  actions: [
    'ssm:ListInstanceAssociations',
    'ssm:PutComplianceItems',
    'ssm:UpdateInstanceAssociationStatus',
    'ssm:UpdateInstanceInformation',
  ],
  // The status of an association is written on both.
  resources: ({ naming }) => [naming.associationsArn(), naming.managedNodesArn()],
  wildcardReason: BY_TAG_REASON,
  conditions: tagged,
};

export const READ_OWN_DOCUMENTS: Permission = {
  sid: 'ReadOwnDocuments',
  actions: DOCUMENT_ACTIONS,
  resources: ({ naming }) => naming.documentsArn(),
  wildcardReason: BY_TAG_REASON,
  conditions: tagged,
};

export const READ_DOCUMENTS_OF_AWS: Permission = {
  sid: 'ReadDocumentsOfAws',
  actions: DOCUMENT_ACTIONS,
  resources: ({ naming }) => naming.awsDocumentsArn(),
  wildcardReason: "AWS's own documents, the same for every account: the ARN has no account in it.",
};

/** The calls that take no resource. */
export const RUN_SSM_AGENT: Permission = {
  sid: 'RunSsmAgent',
  actions: [
    'ssm:GetDeployablePatchSnapshotForInstance',
    'ssm:GetManifest',
    'ssm:PutConfigurePackageResult',
    'ssm:PutInventory',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
  resources: () => '*',
  wildcardReason:
    "These take no resource. Manifests of packages and snapshots of patches are AWS's, and show nothing of any " +
    'organization; that channels and inventory are those of the node that calls is for Systems Manager to see ' +
    'to, and an assumption of the proof.',
};
