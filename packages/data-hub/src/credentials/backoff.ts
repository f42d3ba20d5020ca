const SECOND = 1000;

/** Bounds of the wait after a passing failure (network, 5xx), in milliseconds. */
export const BACKOFF = { min: SECOND, max: 60 * SECOND } as const;

/**
 * Wait before the next attempt after a passing failure: full jitter, from {@link BACKOFF} `min` up to a ceiling
 * that doubles with each failure in a row (2, 4, 8 ... 60 s). The floor keeps a run of small draws from
 * becoming a storm.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 * @param failures failures in a row, this one included; 1 or more.
 * @param random uniform from 0 to under 1.
 * @returns milliseconds.
 */
export function backoffDelay(failures: number, random: number): number {
  const ceiling = Math.min(BACKOFF.max, BACKOFF.min * 2 ** failures);
  return BACKOFF.min + random * (ceiling - BACKOFF.min);
}
