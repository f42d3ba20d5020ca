import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';

/**
 * Milliseconds after which a lock was left by a process that is gone, unless its holder has touched it. Fetching
 * credentials takes at most 20 seconds (two requests).
 */
const STALE_AFTER = 40_000;

/** A lock between processes: a file that only one can create. If a process dies and leaves it, it is taken over. */
export class FileLock {
  private readonly content = `${process.pid} ${randomBytes(8).toString('hex')}`;

  constructor(private readonly file: string) {}

  /** Takes the lock if it is free. True, too, where the folder cannot be written. */
  tryTake(): boolean {
    for (let tries = 0; tries < 2; tries++) {
      try {
        writeFileSync(this.file, this.content, { mode: 0o600, flag: 'wx' });
        return true;
      } catch (error) {
        // Where no lock can be made, none can be held: going on without one costs requests only.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return true;
        if (!this.removeStale()) return false;
      }
    }
    return false;
  }

  /** Shows that the holder is at work; to be called every few seconds by one that may work for longer. */
  touch(): void {
    const now = new Date();
    try {
      if (textOf(this.file) === this.content) utimesSync(this.file, now, now);
    } catch {
      // It was taken over: then there is nothing to show.
    }
  }

  /** Gives the lock back, if it is still ours. */
  release(): void {
    if (textOf(this.file) === this.content) rmSync(this.file, { force: true });
  }

  private removeStale(): boolean {
    const holder = textOf(this.file);
    if (holder === undefined) return true;
    if (this.age() < STALE_AFTER && isAlive(Number.parseInt(holder, 10))) return false;
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

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
