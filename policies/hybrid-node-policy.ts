import { SSM_AGENT_ACTIONS } from './actions';
import { type PolicyDocument, policyDocument } from './statement';

/** What the SSM Agent of an on-premises Data Hub may do as a hybrid node; see {@link SSM_AGENT_ACTIONS}. */
export function hybridNodePolicy(): PolicyDocument {
  return policyDocument({
    Sid: 'RunSsmAgent',
    Effect: 'Allow',
    Action: SSM_AGENT_ACTIONS,
    // Systems Manager gives a node its id when it registers, and most of these actions take no resource.
    Resource: '*',
  });
}
