import { SSM_AGENT_ACTIONS } from './actions';
import type { Statement } from './statement';

export const SSM_AGENT_REASON =
  'A node gets its id when it registers, and most actions of the SSM Agent take no resource.';

/** What the SSM Agent of an on-premises Data Hub may do as a hybrid node; see {@link SSM_AGENT_ACTIONS}. */
export function hybridNodePolicy(): Statement[] {
  return [
    {
      Sid: 'RunSsmAgent',
      Effect: 'Allow',
      Action: SSM_AGENT_ACTIONS,
      Resource: '*',
      wildcardReason: SSM_AGENT_REASON,
    },
  ];
}
