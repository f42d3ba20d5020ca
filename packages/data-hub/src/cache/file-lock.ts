import { randomBytes } from 'node:crypto';
import {
  closeSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';

/**
 * Milliseconds after which a lock was left by a process that is gone, unless its holder has touched it. Fetching
 * credentials takes at most 20 seconds (two requests).
 */
const STALE_AFTER = 40_000;
/** Milliseconds that a holder has to write its name into a lock that it has made. */
const NAMED_WITHIN = 1_000;

/** A lock between processes: a file that only one can create. If a process dies and leaves it, it is taken over. */
export class FileLock {
  private readonly content = `${process.pid} ${randomBytes(8).toString('hex')}`;

  constructor(private readonly file: string) {}

  /**
   * Takes the lock if it is free. True, too, where no lock can be made: in a folder that cannot be written, on a full
   * disk, in the place of something that is no file.
   */
  tryTake(): boolean {
    for (let tries = 0; tries < 2; tries++) {
      try {
        this.make();
        return true;
      } catch (error) {
        // Where no lock can be made, none can be held: going on without one costs requests only.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || isNoFile(this.file)) return true;
        if (!this.removeStale()) return false;
      }
    }
    return false;
  }

  /** Shows that the holder is at work; to be called every few seconds by one that may work for longer. */
  touch(): void {
    const now = new Date();
    try {
      if (this.isHeld) utimesSync(this.file, now, now);
    } catch {
      // It was taken over: then there is nothing to show.
    }
  }

  /** Whether the lock is there and ours. */
  get isHeld(): boolean {
    return textOf(this.file) === this.content;
  }

  /** Gives the lock back, if it is still ours. */
  release(): void {
    if (this.isHeld) rmSync(this.file, { force: true });
  }

  /** Makes the file with the holder's name in it, or nothing: on a full disk a file can be made, and not be written. */
  private make(): void {
    const descriptor = openSync(this.file, 'wx', 0o600);
    try {
      writeFileSync(descriptor, this.content);
    } catch (error) {
      rmSync(this.file, { force: true });
      throw error;
    } finally {
      closeSync(descriptor);
    }
  }

  /** Whether the lock is worth another try: it has been taken away, here or by somebody else. */
  private removeStale(): boolean {
    const holder = textOf(this.file);
    if (!this.isLeft(holder)) return false;
    const aside = `${this.file}.${randomBytes(6).toString('hex')}`;
    try {
      renameSync(this.file, aside);
    } catch {
      return true;
    }
    if (textOf(aside) !== holder) restore(aside, this.file);
    rmSync(aside, { force: true });
    return true;
  }

  /** @param holder what stands in the lock; undefined if that cannot be read: it is gone, or another user's. */
  private isLeft(holder: string | undefined): boolean {
    const age = this.age();
    if (age >= STALE_AFTER) return true;
    if (holder === undefined) return false;
    const pid = /^(\d+) \S/.exec(holder)?.[1];
    return pid === undefined ? age >= NAMED_WITHIN : !isAlive(Number(pid));
  }

  private age(): number {
    try {
      return Math.abs(Date.now() - statSync(this.file).mtimeMs);
    } catch {
      return Infinity;
    }
  }
}

/** Puts back a lock that somebody else has taken since the stale one was read. */
function restore(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch {
    // Somebody has taken it in this very moment: then both go on.
  }
}

/** Whether something that is no file is there: a folder, or a pipe, which would be read without end. */
function isNoFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === false;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
