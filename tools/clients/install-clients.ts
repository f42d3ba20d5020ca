import { join } from 'node:path';
import type { Steps } from '../local/steps';
import type { Client } from './client';
import { NotInstalledError } from './errors';

export interface RunClientsOptions {
  readonly repository: string;
  /** Where clients are installed; stays. */
  readonly cacheFolder: string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

export interface InstalledClient {
  readonly client: Client;
  readonly folder: string;
  readonly notInstalled?: string;
}

/** Installs clients, one after the other. One that cannot be installed is named, with the reason. */
export async function installClients(
  clients: readonly Client[],
  { repository, cacheFolder, steps, signal }: RunClientsOptions,
): Promise<InstalledClient[]> {
  const installed: InstalledClient[] = [];
  for (const client of clients) {
    const folder = join(cacheFolder, client.name);
    const { install } = client;
    try {
      if (install !== undefined) {
        await steps.run(`Install ${client.title}`, (progress) =>
          install({ repository, folder, progress, signal }),
        );
      }
      installed.push({ client, folder });
    } catch (error) {
      if (!(error instanceof NotInstalledError)) throw error;
      installed.push({ client, folder, notInstalled: error.message });
    }
  }
  return installed;
}
