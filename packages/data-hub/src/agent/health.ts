import type { CredentialsRefresher } from '../credentials/credentials-refresher';
import type { FetchFailureCode } from '../credentials/errors';
import type { RefreshEvent } from '../credentials/refresh-event';
import type { Runtime } from '../credentials/runtime';
import type { TokenFileState } from './token-file';

/**
 * `ok`: the last fetch succeeded. `retrying`: it did not, and credentials are still valid. `failing`: there are
 * none. `starting`: nothing has been fetched yet.
 */
export type HealthState = 'starting' | 'ok' | 'retrying' | 'failing';

/** What `/health` answers. Holds no secret. Moments are ISO 8601 by this machine's clock. */
export interface Health {
  readonly state: HealthState;
  /** Whether clients find the token. */
  readonly tokenFile: TokenFileState;
  readonly startedAt: string;
  readonly lastSuccess: string | null;
  readonly credentialsExpire: string | null;
  readonly nextFetch: string | null;
  /** SHA-256 of the certificate in use, which is also its id at AWS IoT. */
  readonly certificateId: string | null;
  readonly certificateExpires: string | null;
  readonly consecutiveFailures: number;
  readonly lastFailure: {
    readonly at: string;
    readonly code: FetchFailureCode;
    readonly message: string;
  } | null;
}

const HEALTHY: readonly HealthState[] = ['ok', 'retrying'];

/** Whether programs of this machine can get credentials: there are valid ones, and the token to ask for them. */
export function isHealthy({ state, tokenFile }: Health): boolean {
  return HEALTHY.includes(state) && tokenFile === 'ok';
}

/** Keeps what happened, to tell how the hub is. */
export class HealthBook {
  private readonly startedAt: string;
  private lastSuccess: string | null = null;
  private lastFailure: Health['lastFailure'] = null;
  private consecutiveFailures = 0;

  constructor(private readonly runtime: Pick<Runtime, 'monotonic' | 'wall'>) {
    this.startedAt = this.now();
  }

  record(happened: RefreshEvent): void {
    if (happened.event === 'credentials-refreshed') {
      this.lastSuccess = this.now();
      this.consecutiveFailures = 0;
    } else if (happened.event === 'refresh-failed') {
      const { code, message, failures } = happened;
      this.consecutiveFailures = failures;
      this.lastFailure = { at: this.now(), code, message };
    }
  }

  /** How the hub is now. The last failure stays on show after a success: it says when it was. */
  read(
    { current, nextFetch }: Pick<CredentialsRefresher, 'current' | 'nextFetch'>,
    tokenFile: TokenFileState,
  ): Health {
    const { startedAt, lastSuccess, lastFailure, consecutiveFailures } = this;
    return {
      state: this.state(current !== undefined),
      tokenFile,
      startedAt,
      lastSuccess,
      credentialsExpire: current === undefined ? null : this.moment(current.validUntil),
      nextFetch: Number.isFinite(nextFetch) ? this.moment(nextFetch) : null,
      certificateId: current?.certificateId ?? null,
      certificateExpires: current === undefined ? null : new Date(current.certificateEnds).toISOString(),
      consecutiveFailures,
      lastFailure,
    };
  }

  private state(valid: boolean): HealthState {
    if (valid) return this.consecutiveFailures === 0 ? 'ok' : 'retrying';
    return this.lastSuccess === null && this.lastFailure === null ? 'starting' : 'failing';
  }

  private now(): string {
    return this.moment(this.runtime.monotonic());
  }

  /** @param time on the monotonic clock. */
  private moment(time: number): string {
    return new Date(this.runtime.wall() + time - this.runtime.monotonic()).toISOString();
  }
}
