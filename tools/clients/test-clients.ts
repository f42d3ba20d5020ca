import type { Steps } from '../local/steps';
import { allClients, UNTRIED_CLIENTS } from './catalogue/catalogue';
import { chosenClients, clientsCache } from './chosen-clients';
import type { Tier, UntriedClient } from './client';
import { withHubsAccount } from './hubs-account';
import { installClients } from './install-clients';
import { type ClientOutcome, tryClients } from './run-clients';

export interface TestClientsOptions {
  /** Root of the repository. */
  readonly repository: string;
  /** Names of clients. @default - all of the tier */
  readonly only: readonly string[];
  /** Which are tried: each tier has those of the ones before it. */
  readonly tier: Tier;
  readonly steps: Steps;
  /** Stops everything. */
  readonly signal: AbortSignal;
}

export interface ClientsReport {
  readonly outcomes: readonly ClientOutcome[];
  /** What people ask about, and cannot be tried. */
  readonly untried: readonly UntriedClient[];
}

/**
 * Installs the clients, starts and deploys an emulated account, and tries each of them as a hub would use it.
 * @throws ConfigurationError if a name is of no client; nothing is installed then.
 * @throws PlatformError if the account cannot be had.
 */
export async function testClients(options: TestClientsOptions): Promise<ClientsReport> {
  const { repository, only, tier, steps, signal } = options;
  const clients = chosenClients(allClients(repository), only, tier);
  const run = { repository, cacheFolder: clientsCache(process.env), steps, signal };
  const installed = await installClients(clients, run);
  const outcomes = await withHubsAccount({ repository, steps, signal }, (account) =>
    tryClients(installed, account, run),
  );
  return { outcomes, untried: only.length === 0 && tier !== 'ci' ? UNTRIED_CLIENTS : [] };
}
