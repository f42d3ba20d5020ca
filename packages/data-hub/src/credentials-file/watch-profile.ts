import { ConfigurationError, PlatformError } from '../../../../config/errors';
import type { HubCredentials } from '../credentials/identity';
import type { Runtime } from '../credentials/runtime';
import { updateProfile } from './update-profile';

/**
 * Milliseconds between two looks at the cache, which costs no request while nothing is due. Short against the half
 * hour that a session is still valid when it is renewed, so that a machine that slept catches up soon.
 */
const WATCH_INTERVAL = 60_000;

export interface WatchOptions {
  readonly file: string;
  readonly profile: string;
  /** From the hub's cache, renewed when they are due. */
  readonly credentials: () => Promise<HubCredentials>;
  readonly runtime: Runtime;
  /** Told of each update of the file. */
  readonly onUpdate: (credentials: HubCredentials) => void;
  /** Told of each failure, once while it stays the same. One line, no secret. */
  readonly onFailure: (message: string) => void;
}

/**
 * Keeps one profile of a credentials file fresh until told to stop. A failure does not end it, and leaves what is
 * in the file: that may still be valid.
 * @throws ConfigurationError if the file cannot be used from the start.
 */
export async function watchProfile(options: WatchOptions, stop: AbortSignal): Promise<void> {
  const { file, profile, credentials, runtime, onUpdate, onFailure } = options;
  let told: string | undefined;
  for (let first = true; !stop.aborted; first = false) {
    try {
      const current = await credentials();
      if (await updateProfile({ file, profile, credentials: current, runtime })) onUpdate(current);
      told = undefined;
    } catch (error) {
      if (!(error instanceof PlatformError) || (first && error instanceof ConfigurationError)) throw error;
      if (error.message !== told) onFailure(error.message);
      told = error.message;
    }
    await pauseUnlessStopped(runtime, stop);
  }
}

function pauseUnlessStopped(runtime: Runtime, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      stop.removeEventListener('abort', end);
      resolve();
    };
    const cancel = runtime.setTimer(WATCH_INTERVAL, end);
    stop.addEventListener('abort', end);
  });
}
