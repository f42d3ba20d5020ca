import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { JudgedMutant } from './judged-mutant';
import { MutationError } from './mutation-error';
import { parseWorkerMessage } from './worker-message';

/** A worker is compiled once for all, as every program is. */
const START = join(__dirname, '..', '..', 'bin', 'start.js');
const WORKER = join(__dirname, 'mutation-worker.ts');

/** Mutants that a worker gets at a time: few enough that all workers end together. */
const BATCH = 16;

/**
 * Judges mutants on several cores.
 * @param numbers of the mutants, in the order in which they are made
 * @param expected how many mutants a worker has to make, so that numbers mean the same everywhere
 * @param progress called with how many are judged
 * @throws MutationError if a worker fails; the others are ended
 */
export async function judgeInWorkers(
  numbers: readonly number[],
  { workers, expected }: { workers: number; expected: number },
  progress: (done: number) => void,
): Promise<JudgedMutant[]> {
  const batches = Array.from({ length: Math.ceil(numbers.length / BATCH) }, (_, index) => ({
    index,
    numbers: numbers.slice(index * BATCH, (index + 1) * BATCH),
  }));
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
          expected,
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
  readonly numbers: readonly number[];
}

/** Has one worker judge batch after batch. */
function work(
  child: ChildProcess,
  expected: number,
  next: () => Batch | undefined,
  finished: (index: number, judged: readonly JudgedMutant[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let batch: Batch | undefined;
    const proceed = (): void => {
      batch = next();
      if (batch === undefined) resolve();
      else child.send({ numbers: batch.numbers });
    };
    child.on('message', (received) => {
      const message = parseWorkerMessage(received);
      if ('ready' in message) {
        if (message.ready !== expected) {
          reject(new MutationError(`a worker made ${message.ready} mutants, and not ${expected}`));
          return;
        }
      } else if (batch !== undefined) finished(batch.index, message.judged);
      proceed();
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      reject(new MutationError(`a worker ended early: ${signal ?? `exit code ${code ?? 'unknown'}`}`));
    });
  });
}
