import type { HubCredentialsSource } from './hub-credentials';

/** How services name a session that is over, or that is unknown to them. */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);

/**
 * Makes an AWS call, and once more with new credentials if AWS says that the session has expired before its
 * time. However many calls fail so, a session is renewed early only once.
 * @param call sends the request; called again, so its body must not be a stream that is used up.
 */
export async function retryingExpiredToken<Result>(
  { refresher }: Pick<HubCredentialsSource, 'refresher'>,
  call: () => Promise<Result>,
): Promise<Result> {
  const used = refresher.current?.keys.accessKeyId;
  try {
    return await call();
  } catch (error) {
    if (!EXPIRED.has(String((error as Partial<Error> | undefined)?.name))) throw error;
    // The first call of a client may have been the one that fetched.
    const expired = used ?? refresher.current?.keys.accessKeyId;
    if (expired === undefined) throw error;
    await refresher.expiredEarly(expired);
    if (refresher.current === undefined || refresher.current.keys.accessKeyId === expired) throw error;
    return call();
  }
}
