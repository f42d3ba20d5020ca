import { UndecidedError } from '../../packages/isolation-proof/src/templates/errors';
import { NotUnderstoodError } from '../../packages/isolation-proof/src/templates/resolved';
import { compareModels } from './compare-models';
import type { Difference } from './compare-policies';
import { type PlantedGround, stackOf } from './ground';
import type { Judge, Outcome } from './judge-mutant';
import { changesOf, placeOf, templateOf } from './mutant';
import type { PlacedMutant } from './mutants';

/** A mutant with what the guard says of it. */
export interface JudgedMutant {
  readonly operator: string;
  readonly place: string;
  readonly changes: readonly string[];
  readonly outcome: Outcome;
  /** Of a survivor: whether it lets anybody do more. */
  readonly difference?: Difference;
}

/** Makes a mutant of the templates and has it judged; of a survivor it finds out what it changes. */
export function judgeMutant({ mutant, ground }: PlacedMutant, judge: Judge): JudgedMutant {
  const stacks = ground.stacks.map((stack) =>
    stack.name === mutant.stack
      ? stackOf(stack.name, templateOf(mutant, ground.templates), ground.environment)
      : stack,
  );
  const outcome = judge(stacks);
  const { operator } = mutant;
  const judged = { operator, place: placeOf(mutant), changes: changesOf(mutant, ground.templates), outcome };
  return outcome.kind === 'survived' ? { ...judged, difference: differenceOf(ground, stacks) } : judged;
}

function differenceOf({ stacks }: PlantedGround, mutated: PlantedGround['stacks']): Difference {
  try {
    return compareModels(stacks, mutated);
  } catch (error) {
    // A judge that is not the synth's may let through what cannot be read.
    if (error instanceof UndecidedError || error instanceof NotUnderstoodError) return 'unclear';
    throw error;
  }
}
