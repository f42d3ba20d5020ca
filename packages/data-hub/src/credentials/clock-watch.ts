import type { Runtime } from './runtime';

/** AWS refuses signatures that are 5 minutes off: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
export const WRONG_CLOCK = 5 * 60_000;
/** Slewing a clock never moves it this far between two looks; setting it, or a machine that was asleep, does. */
const JUMP = 30_000;

/** Notices when the machine's clock is set, or the machine slept: then the wall clock leaves the monotonic one. */
export class ClockWatch {
  private offset: number;

  constructor(private readonly runtime: Pick<Runtime, 'monotonic' | 'wall'>) {
    this.offset = this.currentOffset();
  }

  /** Milliseconds by which the clock jumped since the last call; 0 if it did not. */
  jumped(): number {
    const offset = this.currentOffset();
    const change = offset - this.offset;
    this.offset = offset;
    return Math.abs(change) > JUMP ? change : 0;
  }

  private currentOffset(): number {
    return this.runtime.wall() - this.runtime.monotonic();
  }
}
