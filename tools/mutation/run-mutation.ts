import { type Choice, chosenOf } from './chosen-mutants';
import { mutationGrounds } from './mutation-environment';
import { type MutationReport, reportOf } from './mutation-report';
import { mutantsOf, operatorsNamed } from './mutants';
import { REVIEWED } from './reviewed-survivor';
import { judgeInWorkers } from './worker-pool';

export interface MutationOptions extends Omit<Choice, 'operators'> {
  /** Names of operators; none for all. */
  readonly operators: readonly string[];
  /** Processes that judge. */
  readonly workers: number;
}

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
  const chosen = chosenOf(mutantsOf(grounds), { fast, part, operators: wanted, places });
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
