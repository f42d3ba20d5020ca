import type { Runtime } from '../credentials/runtime';

/** Share by which an interval varies, so that hubs that began together drift apart. */
const JITTER = 0.1;

export interface SpreadLoopOptions {
  readonly runtime: Runtime;
  /** The first run comes at a random moment within this time from the start, in milliseconds. */
  readonly within: number;
  /** Does the work, and tells in how many milliseconds the next run is due, more or less. Never rejects. */
  readonly run: () => Promise<number>;
}

/**
 * Work of the agent that comes back, never twice at a time, at moments of which no two hubs have the same: a
 * fleet that is started at once, as after a loss of power, does not call at once.
 */
export class SpreadLoop {
  private cancel: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly options: SpreadLoopOptions) {
    const { runtime, within } = options;
    this.later(runtime.random() * within);
  }

  /** Ends it when the run under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel?.();
    await this.running;
  }

  private later(delay: number): void {
    if (this.stopped) return;
    this.cancel = this.options.runtime.setTimer(delay, () => {
      this.running = this.once();
    });
  }

  private async once(): Promise<void> {
    const delay = await this.options.run();
    this.later(delay * (1 - JITTER + 2 * JITTER * this.options.runtime.random()));
  }
}
