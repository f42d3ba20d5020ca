import { PlatformError } from '../../../../config/errors';
import { SpreadLoop } from '../schedule/spread-loop';
import { FetchError } from '../credentials/errors';
import type { Runtime } from '../credentials/runtime';
import { ShadowError } from '../shadow/hub-shadow';
import { RenewalError } from './errors';
import type { RenewalOutcome } from './renewal';
import type { RenewalEvent } from './renewal-event';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Milliseconds until the next step, by what the last one came to. */
export const RENEWAL_INTERVALS = {
  /** Nothing is to be done, or only by somebody. The platform's demands are heard as often. */
  idle: HOUR,
  /** An answer may come any moment, or a failure passes. */
  soon: 5 * MINUTE,
  /** The answer is overdue. */
  overdue: 30 * MINUTE,
} as const;

/** The platform answers within about an hour; after three it is overdue, and once a day somebody is told. */
const OVERDUE_AFTER = 3 * HOUR;
const DAY = 24 * HOUR;

export interface RenewalLoopOptions {
  readonly runtime: Runtime;
  readonly step: () => Promise<RenewalOutcome>;
  readonly onEvent: (event: RenewalEvent) => void;
}

/** Renews the hub's certificate in the background, step by step. */
export function renewalLoop({ runtime, step, onEvent }: RenewalLoopOptions): SpreadLoop {
  const pace = new Pace(runtime, onEvent);
  return new SpreadLoop({
    runtime,
    within: RENEWAL_INTERVALS.idle,
    run: () => step().then(pace.after, pace.afterError),
  });
}

/** Tells what happened, and when to go on. */
class Pace {
  private failures = 0;
  private waiting: { readonly requestId: string; readonly since: number; told: number } | undefined;

  constructor(
    private readonly runtime: Pick<Runtime, 'monotonic'>,
    private readonly emit: (event: RenewalEvent) => void,
  ) {}

  readonly after = (outcome: RenewalOutcome): number => {
    this.failures = 0;
    if (outcome.state === 'waiting') return this.wait(outcome);
    this.waiting = undefined;
    if (outcome.state === 'renewed') {
      const { requestId, certificateId } = outcome;
      this.emit({ event: 'certificate-renewed', requestId, certificateId });
    } else if (outcome.state === 'refused' && !outcome.known) {
      const { requestId, code, message } = outcome.refusal;
      this.emit({ event: 'renewal-refused', requestId, code, message });
    }
    return RENEWAL_INTERVALS.idle;
  };

  readonly afterError = (error: unknown): number => {
    this.failures++;
    const passing = error instanceof ShadowError ? error.isPassing : isPassing(error);
    const delay = passing ? RENEWAL_INTERVALS.soon : RENEWAL_INTERVALS.idle;
    // A defect is told without its message, which might quote anything.
    const { code, message } =
      error instanceof PlatformError
        ? error
        : { code: 'UNEXPECTED', message: 'the renewal failed for a reason unknown to this program' };
    this.emit({
      event: 'renewal-failed',
      code,
      message,
      passing,
      failures: this.failures,
      nextIn: delay / 1000,
    });
    return delay;
  };

  private wait({ requestId, asked }: Extract<RenewalOutcome, { state: 'waiting' }>): number {
    const now = this.runtime.monotonic();
    if (asked) this.emit({ event: 'renewal-requested', requestId });
    if (this.waiting?.requestId !== requestId) this.waiting = { requestId, since: now, told: now };
    if (now - this.waiting.told >= DAY) {
      this.waiting.told = now;
      const hours = Math.round((now - this.waiting.since) / HOUR);
      const message = `the platform has not answered for ${hours} hours; ask its operators to process certificate requests`;
      this.emit({ event: 'renewal-unanswered', requestId, message });
    }
    return now - this.waiting.since < OVERDUE_AFTER ? RENEWAL_INTERVALS.soon : RENEWAL_INTERVALS.overdue;
  }
}

/** A fetch that failed on the way, or a step that another process is making. */
function isPassing(error: unknown): boolean {
  if (error instanceof RenewalError) return error.code === 'HUB_RENEWAL_BUSY';
  return error instanceof FetchError && error.kind === 'transient';
}
