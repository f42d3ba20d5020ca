import type { Runtime } from '../../packages/data-hub/src/credentials/runtime';
import { SeededRandom } from './seeded-random';
import { TimerQueue } from './timer-queue';

/** A runtime whose time goes on only from event to event, so that months pass in moments. */
export class VirtualRuntime implements Runtime {
  private time = 0;
  private timersSet = 0;
  private readonly timers = new TimerQueue();
  /** The hub's clock less the true time, in milliseconds: what simulated mistakes set. */
  wallError = 0;
  readonly random: () => number;

  /** @param epoch true time at the start, in milliseconds since 1970. */
  constructor(
    readonly epoch: number,
    seed: number,
  ) {
    this.random = new SeededRandom(seed).next;
  }

  readonly monotonic = (): number => this.time;
  readonly wall = (): number => this.trueTime() + this.wallError;
  readonly trueTime = (): number => this.epoch + this.time;

  readonly setTimer = (milliseconds: number, task: () => void): (() => void) => {
    const due = this.time + Math.max(0, milliseconds);
    const timer = { due, order: this.timersSet++, task, cancelled: false };
    this.timers.add(timer);
    return () => {
      timer.cancelled = true;
    };
  };

  /**
   * Goes on to the next event and lets it happen; what it resolves is settled by the caller's event loop.
   * @returns false if there is none up to `end`.
   */
  step(end: number): boolean {
    const next = this.timers.peek();
    if (next === undefined || next.due > end) return false;
    this.timers.take();
    this.time = next.due;
    next.task();
    return true;
  }
}

/** Runs virtual times beside each other to their ends; each event is settled before the next of its time. */
export async function runAll(runtimes: readonly VirtualRuntime[], end: number): Promise<void> {
  const running = new Set(runtimes);
  while (running.size > 0) {
    await settled();
    for (const runtime of running) {
      if (!runtime.step(end)) running.delete(runtime);
    }
  }
}

/** When everything that can go on without a timer has. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
