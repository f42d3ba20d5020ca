import { existsSync } from 'node:fs';
import { PlatformError } from '../../../../config/errors';
import { cachedCredentials, defaultCacheFile } from '../cache/cached-credentials';
import type { HubCredentialsOptions } from '../credentials/hub-credentials';
import { requestRefresh } from './refresh-request';
import { defaultTokenFile } from './token-file';

export interface RefreshKeepersOptions extends Pick<HubCredentialsOptions, 'config' | 'configFile'> {
  /** Of the agent. */
  readonly port: number;
  /** Of the agent. @default - `.agent-token` beside `hub.json` */
  readonly tokenFile?: string | undefined;
  /** @default - `.credentials-cache.json` beside `hub.json` */
  readonly cacheFile?: string | undefined;
}

/** How it went with one that keeps credentials: the running agent, or the cache of the credentials command. */
export interface KeeperOutcome {
  /** `agent`, or the path of the cache. */
  readonly keeper: string;
  /** When the credentials that it has now are to be asked for again, ISO 8601; there if new ones were fetched. */
  readonly expires?: string;
  /** Why they were not. What is still valid stays in use. */
  readonly problem?: string;
}

/**
 * Has everything on this machine that keeps credentials of a hub fetch new ones now: its agent, if one runs, and the
 * cache, if there is one or no agent.
 * @throws ConfigurationError if the file of the cache is another one.
 */
export async function refreshKeepers(options: RefreshKeepersOptions): Promise<KeeperOutcome[]> {
  const { configFile, port, tokenFile = defaultTokenFile(configFile) } = options;
  const outcomes: KeeperOutcome[] = [];
  const agent = await told('agent', () => requestRefresh({ port, tokenFile }));
  if (agent !== undefined) outcomes.push(agent);
  const cacheFile = options.cacheFile ?? defaultCacheFile(configFile);
  if (agent !== undefined && !existsSync(cacheFile)) return outcomes;
  const cache = await told(cacheFile, () => refreshCache(options));
  return cache === undefined ? outcomes : [...outcomes, cache];
}

/** @throws CredentialsNotRenewedError if there were valid ones, and no new ones. */
async function refreshCache({ config, configFile, cacheFile }: RefreshKeepersOptions): Promise<string> {
  const warnings: string[] = [];
  const { expiration } = await cachedCredentials({
    config,
    configFile,
    cacheFile,
    refresh: true,
    onWarning: (message) => warnings.push(message),
  });
  if (warnings.length > 0) throw new CredentialsNotRenewedError(warnings.join('; '));
  return expiration.toISOString();
}

/** There are credentials, and not the new ones that were asked for. */
class CredentialsNotRenewedError extends PlatformError {
  readonly code = 'HUB_CREDENTIALS_NOT_RENEWED';
}

/** @returns how it went; undefined if there is no such keeper. */
async function told(
  keeper: string,
  refresh: () => Promise<string | undefined>,
): Promise<KeeperOutcome | undefined> {
  try {
    const expires = await refresh();
    return expires === undefined ? undefined : { keeper, expires };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.code === 'CONFIGURATION') throw error;
    return { keeper, problem: error.message };
  }
}
