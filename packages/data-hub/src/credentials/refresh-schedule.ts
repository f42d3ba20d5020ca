import { backoffDelay } from './backoff';

const MINUTE = 60_000;

/** How often credentials are renewed while all is well, in milliseconds, and the share by which it varies. */
export const REFRESH = { interval: 30 * MINUTE, jitter: 0.1 } as const;

/**
 * Bounds of the wait after a refusal (400, 403, 404), which an operator has to put right, and after a 429, when
 * more hubs ask than the quota allows: asking again soon would add to that. In milliseconds.
 */
export const SLOW_RETRY = { min: 2 * MINUTE, max: 5 * MINUTE } as const;

/** Sessions are taken to end this much earlier than the server says: its Date has whole seconds. In milliseconds. */
export const SESSION_MARGIN = 10_000;

/**
 * How a fetch failed. `transient` passes by itself, as does `throttled`, which takes minutes; `refused` needs
 * somebody; `local` means that the hub's own files cannot be used, so that nothing was sent.
 */
export type FailureKind = 'transient' | 'throttled' | 'refused' | 'local';

/**
 * Wait from a success to the next refresh: 30 minutes, or half of a shorter session, +/- 10 %.
 * @param lifetime of the session less {@link SESSION_MARGIN}, in milliseconds.
 * @param random uniform from 0 to under 1.
 */
export function refreshDelay(lifetime: number, random: number): number {
  const interval = Math.min(REFRESH.interval, (lifetime + SESSION_MARGIN) / 2);
  return interval * (1 - REFRESH.jitter + 2 * REFRESH.jitter * random);
}

/**
 * Wait from a failure to the next attempt, in milliseconds.
 * @param failures failures in a row, this one included.
 * @param random uniform from 0 to under 1.
 */
export function retryDelay(kind: FailureKind, failures: number, random: number): number {
  return kind === 'refused' || kind === 'throttled'
    ? SLOW_RETRY.min + random * (SLOW_RETRY.max - SLOW_RETRY.min)
    : backoffDelay(failures, random);
}

/**
 * How long before the end that it reports a client starts to ask again, in milliseconds: 5 minutes in the SDK
 * for JavaScript, 15 in botocore and the AWS CLI.
 */
export const CLIENT_WINDOW = { sdk: 5 * MINUTE, botocore: 15 * MINUTE } as const;

/**
 * The end of a session as clients are told: early enough that they ask again soon after the next refresh, and
 * never later than the session's end. While refreshes fail it moves on, so that clients neither take valid
 * credentials for expired nor stop asking.
 * @param times all on one clock, in milliseconds.
 */
export function reportedExpiration(times: {
  readonly now: number;
  readonly nextRefresh: number;
  readonly validUntil: number;
  readonly clientWindow: number;
}): number {
  const { now, nextRefresh, validUntil, clientWindow } = times;
  return Math.min(validUntil, Math.max(nextRefresh, now + MINUTE) + clientWindow);
}
