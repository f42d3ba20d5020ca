import { UndecidedError } from '../../../lib/isolation/errors';
import { prove } from '../../../lib/isolation/prove';
import type { StackTemplate } from '../../../lib/isolation/template';

/** `proved`, `violated`, or `undecided`; any other error is a crash. */
export function outcomeOf(stacks: readonly StackTemplate[]): string {
  try {
    return prove(stacks).verdict;
  } catch (error) {
    if (error instanceof UndecidedError) return 'undecided';
    throw error;
  }
}
