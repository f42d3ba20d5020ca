import { homedir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../config/errors';
import type { Client, Tier } from './client';

/** Folder of the clients in the user's cache. */
const CACHE_FOLDER = 'data-hub-clients';

/** Where clients stay from one run to the next. */
export function clientsCache(environment: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME: cache = '' } = environment;
  return join(cache === '' ? join(homedir(), '.cache') : cache, CACHE_FOLDER);
}

/**
 * The clients that are named, or all of a tier and of those before it.
 * @throws ConfigurationError for names of no client.
 */
export function chosenClients(all: readonly Client[], only: readonly string[], tier: Tier): Client[] {
  const names = all.map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const fix = `is not a client; write one of ${names.join(', ')}`;
    throw new ConfigurationError(unknown.map((value) => ({ place: '--only', value, fix })));
  }
  const tiers: readonly Tier[] =
    tier === 'ci' ? ['ci'] : tier === 'full' ? ['ci', 'full'] : ['ci', 'full', 'slow'];
  return all.filter((client) => (only.length > 0 ? only.includes(client.name) : tiers.includes(client.tier)));
}
