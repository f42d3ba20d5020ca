import { backoffDelay } from '../credentials/backoff';
import { pause, type Runtime } from '../credentials/runtime';
import { failureClass } from './errors';

/** Attempts of one request until its upload is given up, which can be resumed: the last waits are up to a minute. */
const MOST_ATTEMPTS = 8;
/** Attempts that may meet an expired session, a wrong clock or damaged bytes: more of them are no accident. */
const MOST_ODD_ATTEMPTS = 3;

export interface AttemptsOptions {
  readonly runtime: Runtime;
  /** The session that the next request will be signed with, as far as it is known. */
  readonly session: () => string | undefined;
  /** Gets new credentials unless others than those of the session, which has expired, are there by now. */
  readonly renewCredentials: (expired: string | undefined) => Promise<void>;
  /** Told before each wait. @param wait in milliseconds */
  readonly onRetry?: ((error: unknown, wait: number) => void) | undefined;
}

/**
 * Makes a request until it succeeds: again after a wait if the network or S3 failed, and at once with new
 * credentials if the session has expired, or by S3's clock if this machine's is wrong.
 * @throws the last error, if the request is refused or fails too often.
 */
export async function attempting<Result>(
  request: () => Promise<Result>,
  { runtime, session, renewCredentials, onRetry }: AttemptsOptions,
): Promise<Result> {
  let failures = 0;
  for (let odd = 0; ;) {
    const used = session();
    try {
      return await request();
    } catch (error) {
      const kind = failureClass(error);
      failures += 1;
      if (kind === 'expired' || kind === 'skewed' || kind === 'damaged') odd += 1;
      const isOver = failures >= MOST_ATTEMPTS || odd >= MOST_ODD_ATTEMPTS;
      if (isOver || kind === 'final' || kind === 'gone') throw error;
      if (kind === 'expired') {
        await renewCredentials(used);
      } else {
        const wait = kind === 'skewed' ? 0 : backoffDelay(failures, runtime.random());
        onRetry?.(error, wait);
        await pause(runtime, wait);
      }
    }
  }
}
