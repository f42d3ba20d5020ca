import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import type { PlacedFinding } from '../guards/acknowledgement-changes';
import type { ReviewedOrganization } from '../organizations/organization-change';
import type { SideStack } from './side-stack';

/** One side of an environment, as it was synthesized. */
export interface ReviewSide {
  readonly stacks: readonly SideStack[];
  /**
   * The stacks as the proof reads them.
   * @throws UndecidedError if it cannot read them
   */
  readonly templates: () => readonly StackTemplate[];
  /** By slug, as the app noted them on their stacks. */
  readonly organizations: ReadonlyMap<string, ReviewedOrganization>;
  readonly acknowledged: readonly PlacedFinding[];
  /** A sentence for each file of notes that could not be read: what stands in it is missing here. */
  readonly unread: readonly string[];
}
