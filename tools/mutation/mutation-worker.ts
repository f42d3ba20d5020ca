import { judgeAsSynth } from './judge-mutant';
import { judgeMutant } from './judged-mutant';
import { mutationGrounds } from './mutation-environment';
import { mutantsOf } from './mutants';
import { parseJob, type WorkerMessage } from './worker-message';

/**
 * Judges mutants in a process of its own. It makes the same mutants as the process that started it, in the same
 * order, and is told which of them to judge by their numbers.
 */
const mutants = mutantsOf(mutationGrounds());

process.on('message', (message) => {
  const judged = parseJob(message).numbers.map((number) => {
    const mutant = mutants[number];
    if (mutant === undefined) throw new RangeError(`there is no mutant ${number}`);
    return judgeMutant(mutant, judgeAsSynth);
  });
  send({ judged });
});

send({ ready: mutants.length });

function send(message: WorkerMessage): void {
  process.send?.(message);
}
