import { cachedCredentials, type CachedCredentialsOptions } from '../cache/cached-credentials';
import type { HubCredentials, HubCredentialsProvider } from '../credentials/identity';

/** Credentials of an upload, which may outlive many sessions. */
export interface UploadCredentials {
  /** Asked for each request: a look at the cache, which is renewed when it is due. */
  readonly provider: HubCredentialsProvider;
  /** Access key id of the session that was handed out last. */
  readonly session: () => string | undefined;
  /** Fetches new ones, because AWS has called those of a session expired; unless others are there by now. */
  readonly renew: (expired: string | undefined) => Promise<void>;
}

/** From the cache that all commands of a hub share. */
export function uploadCredentials(options: CachedCredentialsOptions): UploadCredentials {
  let used: string | undefined;
  let renewal: Promise<void> | undefined;
  const get = async (refresh: boolean): Promise<HubCredentials> => {
    const credentials = await cachedCredentials({ ...options, refresh });
    used = credentials.accessKeyId;
    return credentials;
  };
  const renewed = async (expired: string | undefined): Promise<void> => {
    const { accessKeyId } = await get(false);
    if (accessKeyId === (expired ?? accessKeyId)) await get(true);
  };
  return {
    provider: Object.assign(() => get(false), { memoized: true } as const),
    session: () => used,
    // Parts that are sent at one time expire together, and need one new session.
    renew: (expired) => (renewal ??= renewed(expired).finally(() => (renewal = undefined))),
  };
}
