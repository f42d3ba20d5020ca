import { z } from 'zod';
import { matchesText } from '../../packages/isolation-proof/src/patterns/matches-text';
import { wildcardPattern } from '../../packages/isolation-proof/src/patterns/pattern';
import type { Difference } from './compare-policies';
import type { JudgedMutant } from './judged-mutant';
import entries from './reviewed-survivors.json';

/** A kind of mutant that survives, and why that is no hole. In places and change, `*` stands for any text. */
export interface Reviewed {
  /** Names of operators. */
  readonly operators: readonly string[];
  /** Each as `stack/logicalId/Sid`; one of them has to match. */
  readonly places: readonly string[];
  /** The change as the report shows it. */
  readonly change: string;
  /** What the mutant was found to do: an entry for mutants that allow less covers none that may allow more. */
  readonly difference: Exclude<Difference, 'same'>;
  /** An argument that whoever reads it can check. */
  readonly reason: string;
}

const schema = z.array(
  z.strictObject({
    operators: z.array(z.string()).min(1),
    places: z.array(z.string()).min(1),
    change: z.string(),
    difference: z.enum(['tighter', 'looser', 'unclear']),
    reason: z.string().min(40),
  }),
);

/** The list in the repository. */
export const REVIEWED: readonly Reviewed[] = schema.parse(entries);

/** The entry that a survivor is on the list by; undefined if it is on none. */
export function reviewOf(survivor: JudgedMutant, list: readonly Reviewed[]): Reviewed | undefined {
  return list.find(
    ({ operators, places, change, difference }) =>
      operators.includes(survivor.operator) &&
      difference === survivor.difference &&
      places.some((place) => matchesText(wildcardPattern(place), survivor.place)) &&
      matchesText(wildcardPattern(change), survivor.changes.join('; ')),
  );
}
