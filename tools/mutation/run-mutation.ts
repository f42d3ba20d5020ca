import { mutationGrounds } from './mutation-environment';
import { placeOf } from './mutant';
import { MutationError } from './mutation-error';
import { type MutationReport, reportOf } from './mutation-report';
import { dealt, mutantsOf, operatorsNamed, type Part, sliceOf } from './mutants';
import { REVIEWED } from './reviewed-survivor';
import { judgeInWorkers } from './worker-pool';

export interface MutationOptions {
  /** Whether a slice is enough. */
  readonly fast: boolean;
  /** @default - all mutants */
  readonly part: Part | undefined;
  /** Names of operators; none for all. */
  readonly operators: readonly string[];
  /** Texts that the places of mutants contain, one at least; none for all. */
  readonly places: readonly string[];
  /** Processes that judge. */
  readonly workers: number;
}

/** Mutants of each operator in the slice. */
const SLICE = 6;

/** Seconds between two lines of progress. */
const PROGRESS_SECONDS = 10;

/**
 * Mutates the templates, has every mutant judged, and sums up.
 * @param say gets lines of progress
 * @throws MutationError for an operator that does not exist, for a part that has no mutant, or if what ships is not
 * proved itself
 */
export async function runMutation(
  { fast, part, operators, places, workers }: MutationOptions,
  say: (line: string) => void,
): Promise<MutationReport> {
  const wanted = new Set(operatorsNamed(operators).map(({ name }) => name));
  const grounds = mutationGrounds();
  const all = mutantsOf(grounds);
  const meant = all.filter(
    ({ mutant }) =>
      wanted.has(mutant.operator) &&
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
  const statements = grounds.flatMap((ground) => ground.statements).length;
  say(`${chosen.length} mutants, of ${statements} statements and their resources, on ${workers} processes`);
  const started = performance.now();
  let said = started;
  const judged = await judgeInWorkers(chosen, workers, (done) => {
    const now = performance.now();
    if (now - said < PROGRESS_SECONDS * 1000) return;
    said = now;
    const rate = done / ((now - started) / 1000);
    say(`${done} of ${chosen.length} judged, ${((chosen.length - done) / rate).toFixed(0)} s left`);
  });
  const seconds = (performance.now() - started) / 1000;
  return reportOf(judged, REVIEWED, { seconds, isWhole: !fast && part === undefined && places.length === 0 });
}
