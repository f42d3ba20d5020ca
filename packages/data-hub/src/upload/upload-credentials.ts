import { cachedCredentials, type CachedCredentialsOptions } from '../cache/cached-credentials';
import type { HubCredentials, HubCredentialsProvider } from '../credentials/identity';
import { CLIENT_WINDOW } from '../credentials/refresh-schedule';
import { COMMAND_RUNTIME } from '../credentials/runtime';

/** Credentials of an upload, which may outlive many sessions. */
export interface UploadCredentials {
  /** Asked for each request. Looks at the cache, which is renewed when it is due, only when that may be so. */
  readonly provider: HubCredentialsProvider;
  /** Access key id of the session that was handed out last. */
  readonly session: () => string | undefined;
  /** Fetches new ones, because AWS has called those of a session expired; unless others are there by now. */
  readonly renew: (expired: string | undefined) => Promise<void>;
}

/** From the cache that all commands of a hub share. Where nothing can be kept there, they last for this run. */
export function uploadCredentials(options: CachedCredentialsOptions): UploadCredentials {
  const { wall } = options.runtime ?? COMMAND_RUNTIME;
  let latest: HubCredentials | undefined;
  let looking: Promise<HubCredentials> | undefined;
  let renewal: Promise<void> | undefined;
  const get = async (refresh: boolean): Promise<HubCredentials> =>
    (latest = await cachedCredentials({ ...options, refresh }));
  const isFresh = ({ expiration }: HubCredentials): boolean =>
    // What the cache reports is later than its next renewal by this much.
    wall() < expiration.getTime() - CLIENT_WINDOW.botocore;
  const provide = async (): Promise<HubCredentials> => {
    if (latest !== undefined && isFresh(latest)) return latest;
    // Requests that are made at one time need one look.
    return (looking ??= get(false).finally(() => (looking = undefined)));
  };
  const renewed = async (expired: string | undefined): Promise<void> => {
    const { accessKeyId } = await get(false);
    if (accessKeyId === (expired ?? accessKeyId)) await get(true);
  };
  return {
    provider: Object.assign(provide, { memoized: true } as const),
    session: () => latest?.accessKeyId,
    // Parts that are sent at one time expire together, and need one new session.
    renew: (expired) => (renewal ??= renewed(expired).finally(() => (renewal = undefined))),
  };
}
