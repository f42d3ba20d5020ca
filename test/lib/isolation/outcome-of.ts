import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import { prove } from '../../../lib/isolation/proof';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { withRequestsOfOneService } from './shown-requests';

/** `proved`, `violated`, or `undecided`; any other error is a crash. */
export function outcomeOf(stacks: readonly StackTemplate[]): string {
  try {
    return withRequestsOfOneService(prove(stacks)).verdict;
  } catch (error) {
    if (error instanceof UndecidedError) return 'undecided';
    throw error;
  }
}
