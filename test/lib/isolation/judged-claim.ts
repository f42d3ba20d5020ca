import { judge } from '../../../packages/isolation-proof/src/judge/prove';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { examine } from '../../../lib/isolation/proof';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import { withRequestsOfOneService } from './shown-requests';

/** Judges one claim of the platform alone: to judge all of them takes several times as long. */
export function verdictOfClaim(id: string, stacks: readonly StackTemplate[]): string | undefined {
  const claims = SPECIFICATION.claims.filter((claim) => claim.id === id);
  const proof = withRequestsOfOneService(examine(stacks, (evidence) => judge(evidence, claims)));
  return proof.claims[0]?.verdict;
}
