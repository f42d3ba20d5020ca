import { ClockWatch, WRONG_CLOCK } from './clock-watch';
import type { FetchedCredentials } from './credentials-fetcher';
import { CredentialsUnavailableError, FetchError } from './errors';
import type { RefreshEvent } from './refresh-event';
import { refreshDelay, retryDelay } from './refresh-schedule';
import type { Runtime } from './runtime';

export interface RefresherOptions {
  /** Fetches once. Rejects with a FetchError; anything else is a defect, and counts as a passing failure. */
  readonly fetch: (signal: AbortSignal) => Promise<FetchedCredentials>;
  readonly runtime: Runtime;
  readonly onEvent?: (event: RefreshEvent) => void;
}

/** How long a caller without valid credentials waits for the next fetch, in milliseconds. */
const MAX_WAIT = 15_000;
/** A clock that keeps jumping renews credentials no more often than this, in milliseconds. */
const MIN_JUMP_REFRESH = 60_000;

/**
 * Keeps one hub's credentials fresh: a fetch every 30 minutes, never two at a time, and the last credentials
 * are served until they end, whatever fails in between.
 */
export class CredentialsRefresher {
  private session: FetchedCredentials | undefined;
  private lastFailure: FetchError | undefined;
  private failures = 0;
  private fetching: Promise<void> | undefined;
  private cancelTimer: (() => void) | undefined;
  private due = Infinity;
  private waiting: (() => void)[] = [];
  private forcedFor: string | undefined;
  private lastStart = -Infinity;
  private running = false;
  private asleepTooLong = false;
  private stopping = new AbortController();
  private readonly clock: ClockWatch;

  constructor(private readonly options: RefresherOptions) {
    this.clock = new ClockWatch(options.runtime);
  }

  /** Fetches now, and from then on as the schedule has it. Does nothing if that is so already. */
  start(): void {
    if (this.running) return;
    this.running = true;
    this.stopping = new AbortController();
    this.refreshNow();
  }

  /** Ends the schedule and the fetch under way. */
  async stop(): Promise<void> {
    this.running = false;
    this.cancelTimer?.();
    this.due = Infinity;
    this.stopping.abort();
    await this.fetching;
    this.wake();
  }

  /** The session in use, if it is valid. */
  get current(): FetchedCredentials | undefined {
    return this.session !== undefined && this.session.validUntil > this.now() ? this.session : undefined;
  }

  /** Why the last fetch failed, and nothing if it did not. */
  get failure(): FetchError | undefined {
    return this.lastFailure;
  }

  /** When the next fetch is made, on the monotonic clock; now while one is under way. */
  get nextFetch(): number {
    return this.fetching === undefined ? this.due : this.now();
  }

  /**
   * The session in use; at once if it is valid, else after the next fetch if that is soon.
   * @throws CredentialsUnavailableError if there is none.
   */
  async valid(): Promise<FetchedCredentials> {
    this.start();
    this.watchClock();
    const deadline = this.now() + MAX_WAIT;
    for (;;) {
      const session = this.current;
      // After a long sleep the session may be over though its time has not run: better the next one, if it comes.
      if (session !== undefined && !(this.asleepTooLong && this.fetching !== undefined)) return session;
      if (this.nextFetch > deadline || this.now() > deadline) throw this.unavailable();
      await this.nextOutcome();
    }
  }

  /**
   * Fetches now, whatever the schedule has, or waits for the fetch under way.
   * @returns why it failed; undefined if it did not.
   */
  async refresh(): Promise<FetchError | undefined> {
    this.start();
    this.refreshNow();
    await this.fetching;
    return this.lastFailure;
  }

  /**
   * To be told when AWS answered ExpiredToken. Fetches once for each session; a client that goes on using
   * credentials of an earlier one causes nothing.
   * @returns when the fetch has ended, well or not.
   */
  async expiredEarly(accessKeyId: string): Promise<void> {
    if (this.session?.keys.accessKeyId !== accessKeyId) return;
    if (this.forcedFor !== accessKeyId && this.running) {
      this.forcedFor = accessKeyId;
      this.emit({ event: 'session-expired-early' });
      this.refreshNow();
    }
    await this.fetching;
  }

  private now(): number {
    return this.options.runtime.monotonic();
  }

  private refreshNow(): void {
    if (this.fetching !== undefined || !this.running) return;
    this.cancelTimer?.();
    this.due = Infinity;
    this.lastStart = this.now();
    this.fetching = this.attempt().finally(() => {
      this.fetching = undefined;
      this.wake();
    });
  }

  private async attempt(): Promise<void> {
    let delay: number;
    try {
      delay = this.succeeded(await this.options.fetch(this.stopping.signal));
    } catch (error) {
      delay = this.failed(error);
    }
    if (!this.running) return;
    this.due = this.now() + delay;
    this.cancelTimer = this.options.runtime.setTimer(delay, () => {
      this.watchClock();
      this.refreshNow();
    });
  }

  private succeeded(fetched: FetchedCredentials): number {
    this.session = fetched;
    this.failures = 0;
    this.lastFailure = undefined;
    this.asleepTooLong = false;
    this.clock.jumped();
    const delay = refreshDelay(fetched.lifetime, this.options.runtime.random());
    const { certificateId, certificateChanged, pairProblem, skew } = fetched;
    if (certificateChanged) this.emit({ event: 'certificate-changed', certificateId });
    if (pairProblem !== undefined) {
      this.emit({ event: 'certificate-not-used', code: pairProblem.code, message: pairProblem.message });
    }
    if (skew !== undefined && Math.abs(skew) > WRONG_CLOCK) {
      this.emit({ event: 'clock-wrong', behindBy: seconds(skew) });
    }
    this.emit({
      event: 'credentials-refreshed',
      validFor: seconds(fetched.validUntil - this.now()),
      nextRefreshIn: seconds(delay),
      certificateId,
    });
    return delay;
  }

  private failed(error: unknown): number {
    const failure =
      error instanceof FetchError
        ? error
        : new FetchError(
            'BAD_RESPONSE',
            'transient',
            'fetching credentials failed for a reason unknown to this program',
          );
    this.failures++;
    this.lastFailure = failure;
    const { code, kind, message } = failure;
    const delay = retryDelay(kind, this.failures, this.options.runtime.random());
    if (code !== 'STOPPED') {
      this.emit({
        event: 'refresh-failed',
        code,
        kind,
        message,
        failures: this.failures,
        retryIn: seconds(delay),
        validFor: seconds((this.current?.validUntil ?? this.now()) - this.now()),
      });
    }
    return delay;
  }

  /** A machine that slept, or whose clock was set, renews its credentials: their time may be over. */
  private watchClock(): void {
    const by = this.clock.jumped();
    if (by === 0) return;
    this.emit({ event: 'clock-jumped', by: seconds(by) });
    if (this.current !== undefined && by > this.current.validUntil - this.now()) this.asleepTooLong = true;
    if (this.now() - this.lastStart > MIN_JUMP_REFRESH) this.refreshNow();
  }

  private nextOutcome(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private unavailable(): CredentialsUnavailableError {
    const next = Number.isFinite(this.nextFetch)
      ? `; the next attempt is in ${seconds(this.nextFetch - this.now())} s`
      : '';
    const reason = this.lastFailure?.message ?? 'the hub stopped fetching them';
    return new CredentialsUnavailableError(`no valid credentials: ${reason}${next}`, this.lastFailure?.code);
  }

  private emit(event: RefreshEvent): void {
    this.options.onEvent?.(event);
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
