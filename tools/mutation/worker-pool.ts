import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { JudgedMutant } from './judged-mutant';
import { MutationError } from './mutation-error';
import type { PlantedGround } from './ground';
import type { PlacedMutant } from './mutants';
import { type Order, parseWorkerMessage } from './worker-message';

/** A worker is compiled once for all, as every program is. */
const START = join(__dirname, '..', '..', 'bin', 'start.js');
const WORKER = join(__dirname, 'mutation-worker.ts');

/** Mutants that a worker gets at a time: few enough that all workers end together. */
const BATCH = 16;

/**
 * Judges mutants on several cores.
 * @param workers how many processes judge
 * @param progress called with how many are judged
 * @throws MutationError if what ships is not proved itself, or if a worker fails; the others are ended
 */
export async function judgeInWorkers(
  mutants: readonly PlacedMutant[],
  workers: number,
  progress: (done: number) => void,
): Promise<JudgedMutant[]> {
  const batches = Array.from({ length: Math.ceil(mutants.length / BATCH) }, (_, index) => ({
    index,
    mutants: mutants.slice(index * BATCH, (index + 1) * BATCH),
  }));
  // Of grounds that nothing is planted in, nothing is said either.
  const grounds = [...new Set(mutants.map(({ ground }) => ground))];
  const queue = [...batches];
  const results: (readonly JudgedMutant[])[] = [];
  let done = 0;
  const children: ChildProcess[] = [];
  try {
    await Promise.all(
      Array.from({ length: Math.min(workers, batches.length) }, () => {
        const child = fork(START, [WORKER], { execArgv: [] });
        children.push(child);
        return work(
          child,
          grounds,
          () => queue.shift(),
          (index, judged) => {
            results[index] = judged;
            done += judged.length;
            progress(done);
          },
        );
      }),
    );
  } finally {
    for (const child of children) child.kill();
  }
  return results.flat();
}

interface Batch {
  readonly index: number;
  readonly mutants: readonly PlacedMutant[];
}

/** Has one worker judge batch after batch. */
function work(
  child: ChildProcess,
  grounds: readonly PlantedGround[],
  next: () => Batch | undefined,
  finished: (index: number, judged: readonly JudgedMutant[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let batch: Batch | undefined;
    const tell = (order: Order): void => {
      child.send(order);
    };
    const proceed = (): void => {
      batch = next();
      if (batch === undefined) resolve();
      else
        tell({
          mutants: batch.mutants.map(({ mutant, ground }) => ({ mutant, ground: grounds.indexOf(ground) })),
        });
    };
    child.on('message', (received) => {
      const message = parseWorkerMessage(received);
      if ('proved' in message) {
        if (!message.proved) {
          reject(new MutationError('what ships is not proved itself; npm run prove says why'));
          return;
        }
      } else if (batch !== undefined) finished(batch.index, message.judged);
      proceed();
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      reject(new MutationError(`a worker ended early: ${signal ?? `exit code ${code ?? 'unknown'}`}`));
    });
    tell({ grounds: grounds.map(({ templates, environment }) => ({ templates, environment })) });
  });
}
