import { placeOf } from './mutant';
import { MutationError } from './mutation-error';
import { dealt, type Part, type PlacedMutant, sliceOf } from './mutants';

/** Which of all mutants are meant. */
export interface Choice {
  /** Whether a slice is enough. */
  readonly fast: boolean;
  /** @default - all mutants */
  readonly part: Part | undefined;
  /** Names of operators. */
  readonly operators: ReadonlySet<string>;
  /** Texts that the places of mutants contain, one at least; none for all. */
  readonly places: readonly string[];
}

/** Mutants of each operator in the slice. */
const SLICE = 6;

/**
 * The mutants that are meant.
 * @throws MutationError where there are none: to find none that survives would say nothing
 */
export function chosenOf(
  mutants: readonly PlacedMutant[],
  { fast, part, operators, places }: Choice,
): PlacedMutant[] {
  const meant = mutants.filter(
    ({ mutant }) =>
      operators.has(mutant.operator) &&
      (places.length === 0 || places.some((text) => placeOf(mutant).includes(text))),
  );
  if (meant.length === 0)
    throw new MutationError('nothing would be planted: no mutant has such an operator and such a place');
  const dealtOut = part === undefined ? meant : dealt(meant, part);
  const chosen = fast ? sliceOf(dealtOut, SLICE) : dealtOut;
  if (chosen.length === 0) {
    throw new MutationError(
      `nothing would be planted: there are more parts than the ${meant.length} mutants; ask for fewer parts`,
    );
  }
  return chosen;
}
