import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import { Spelling } from '../../../packages/isolation-proof/src/page/spelling';

/** What was read of the two sides of a change; a side that could not be read is absent. */
export interface ReviewedSides {
  readonly base?: Evidence;
  readonly head?: Evidence;
}

/** The sides that could be read, the head first: a name that both have is shown as the head has it. */
export function readSides({ base, head }: ReviewedSides): Evidence[] {
  return [head, base].filter((side) => side !== undefined);
}

/** How the templates of both sides spell actions and context keys. */
export function spellingOf(sides: ReviewedSides): Spelling {
  // Where both have a word, the later one counts.
  return new Spelling(
    readSides(sides)
      .toReversed()
      .flatMap(({ model }) => model.stacks),
  );
}
