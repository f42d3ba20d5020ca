import { type Naming, ORG_SLUG_TAG, type PRINCIPAL_ORG_SLUG } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { SSM_AGENT_ACTIONS, SSM_DOCUMENT_ACTIONS, SSM_NODE_ACTIONS } from '../actions';
import type { Statement } from '../statement';

const BY_TAG_REASON = "Their ids and names tell nothing: the organization's tag decides.";

/**
 * What the SSM Agent of an on-premises Data Hub may do as a hybrid node. Nodes inherit the tags of their
 * activation; documents and associations that an organization's nodes use are tagged by whoever makes them.
 * @param organization whose nodes: an organization's slug, or the variable that stands for the caller's
 */
export function hybridNodePolicy(
  naming: Naming,
  organization: OrgSlug | typeof PRINCIPAL_ORG_SLUG,
): Statement[] {
  const tagged = { StringEquals: { [`aws:ResourceTag/${ORG_SLUG_TAG}`]: organization } };
  return [
    {
      Sid: 'ReportOwnNodes',
      Effect: 'Allow',
      Action: SSM_NODE_ACTIONS,
      // The status of an association is written on both.
      Resource: [naming.associationsArn(), naming.managedNodesArn()],
      wildcardReason: BY_TAG_REASON,
      Condition: tagged,
    },
    {
      Sid: 'ReadOwnDocuments',
      Effect: 'Allow',
      Action: SSM_DOCUMENT_ACTIONS,
      Resource: naming.documentsArn(),
      wildcardReason: BY_TAG_REASON,
      Condition: tagged,
    },
    {
      Sid: 'ReadDocumentsOfAws',
      Effect: 'Allow',
      Action: SSM_DOCUMENT_ACTIONS,
      Resource: naming.awsDocumentsArn(),
      wildcardReason: "AWS's own documents, the same for every account: the ARN has no account in it.",
    },
    {
      Sid: 'RunSsmAgent',
      Effect: 'Allow',
      Action: SSM_AGENT_ACTIONS,
      Resource: '*',
      wildcardReason:
        "These take no resource. Manifests of packages and snapshots of patches are AWS's, and show nothing of any " +
        'organization; that channels and inventory are those of the node that calls is for Systems Manager to see ' +
        'to, and an assumption of the proof.',
    },
  ];
}
