import { UndecidedError } from '../../../lib/isolation/errors';
import { prove } from '../../../lib/isolation/prove';
import type { StackTemplate } from '../../../lib/isolation/template';
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
