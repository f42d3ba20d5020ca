import { setTimeout } from 'node:timers/promises';
import { FileLock } from '../../packages/data-hub/src/cache/file-lock';
import { InterruptedError } from '../../config/interruption';

export interface LockOptions {
  /** Says that another run is waited for. */
  readonly progress: (detail: string) => void;
  readonly signal?: AbortSignal | undefined;
}

const ASK_AGAIN_MS = 250;
/** Well within the time after which a lock counts as left behind. */
const SIGN_OF_LIFE_MS = 5_000;

/**
 * Does something while no other process does it, however long that takes; waits for one that does. What a process
 * leaves that was killed is taken over.
 * @throws InterruptedError if the signal comes while waiting.
 */
export async function withInstallLock<Result>(
  file: string,
  { progress, signal }: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = new FileLock(file);
  if (!lock.tryTake()) {
    progress('waiting for another run that installs');
    do await pause(signal);
    while (!lock.tryTake());
  }
  const alive = setInterval(() => {
    lock.touch();
  }, SIGN_OF_LIFE_MS);
  try {
    return await work();
  } finally {
    clearInterval(alive);
    lock.release();
  }
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(ASK_AGAIN_MS, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw new InterruptedError();
  }
}
