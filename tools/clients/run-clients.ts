import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HubConfig } from '../../packages/data-hub/src/hub-config';
import { runProcess } from '../local/run-process';
import type { Steps } from '../local/steps';
import type { Client, Target } from './client';
import type { CredentialsSource } from './client-environment';
import { NotInstalledError } from './errors';
import { type HubAgent, startHubAgent } from './hub-agents';
import { type Check, type CheckOutcome, type Readers, type TrialContext, tryCheck } from './try-client';

const MEBIBYTE = 2 ** 20;
/** More than two parts of the smallest size. */
const LARGE_FILE = 12 * MEBIBYTE;
/** Seconds. An agent takes a session for ended ten seconds early, and renews it after half its time. */
const SHORT_SESSION = 24;
/** Clients that are tried at one time, and that wait for the end of a session at one time. */
const AT_ONCE = { working: 2, waiting: 6 } as const;
const STORE_PASSWORD = 'changeit';

/** Two hubs of an account that is up. */
export interface ClientsAccount {
  readonly emulator: { readonly secureEndpoint: string; readonly caFile: string };
  readonly region: string;
  readonly readers: Readers;
  readonly own: { readonly config: HubConfig; readonly configFile: string };
  readonly neighbour: { readonly config: HubConfig };
  readonly shortenSessions: (seconds: number) => Promise<void>;
  readonly scratch: string;
}

/** What came of a client. */
export interface ClientOutcome {
  readonly name: string;
  readonly title: string;
  readonly way: Client['way'];
  /** Why it cannot work. */
  readonly cannot?: string | undefined;
  /** Why it is not here. */
  readonly notInstalled?: string;
  readonly checks: readonly CheckOutcome[];
  /** That the trial took, without the installation. */
  readonly seconds: number;
}

export interface RunClientsOptions {
  readonly repository: string;
  /** Where clients are installed; stays. */
  readonly cacheFolder: string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

interface InstalledClient {
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

/** Tries clients against an account: all that an hour's session is enough for, then a refresh over an expiry. */
export async function tryClients(
  clients: readonly InstalledClient[],
  account: ClientsAccount,
  { repository, steps, signal }: RunClientsOptions,
): Promise<ClientOutcome[]> {
  const agents: HubAgent[] = [];
  const { scratch, own } = account;
  const source = async (name: string): Promise<CredentialsSource> => {
    const home = join(scratch, `home-of-${name}`);
    mkdirSync(home);
    const agent = await startHubAgent(repository, own.configFile, join(scratch, `token-of-${name}`));
    agents.push(agent);
    return { agent, home, cacheFile: join(scratch, `cache-of-${name}.json`) };
  };
  try {
    const context = await steps.run('Start two agents of a hub, one with short sessions', async () => {
      const long = await source('long-sessions');
      const files = await testFiles(scratch);
      const target = await targetOf(repository, account);
      return { target, files, long };
    });
    const trial: Omit<TrialContext, 'short'> = {
      target: context.target,
      readers: account.readers,
      ...context.files,
      neighbourPrefix: account.neighbour.config.prefix,
      long: context.long,
      shortSession: SHORT_SESSION,
      signal,
    };
    const outcomes = new Map<string, CheckOutcome[]>(clients.map(({ client }) => [client.name, []]));
    const seconds = new Map<string, number>();
    const tryAll = (
      title: string,
      atOnce: number,
      checks: readonly Check[],
      whole: TrialContext,
    ): Promise<void> =>
      steps.run(title, (progress) =>
        inTurn(clients, atOnce, async ({ client, folder, notInstalled }) => {
          if (notInstalled !== undefined) return;
          const started = performance.now();
          for (const check of checks) {
            progress(`${client.title}, ${check}`);
            outcomes.get(client.name)?.push(await tryCheck(client, folder, check, whole));
          }
          const took = (performance.now() - started) / 1000;
          seconds.set(client.name, (seconds.get(client.name) ?? 0) + took);
        }),
      );
    await tryAll(
      'Upload small and large files, and to the neighbour',
      AT_ONCE.working,
      ['small', 'multipart', 'neighbour'],
      {
        ...trial,
        short: context.long,
      },
    );
    // Of sessions that exist already the time stays, so those with long ones come first.
    await account.shortenSessions(SHORT_SESSION);
    await tryAll('Upload over the end of a session', AT_ONCE.waiting, ['refresh'], {
      ...trial,
      short: await source('short-sessions'),
    });
    return clients.map(({ client, notInstalled }) => ({
      name: client.name,
      title: client.title,
      way: client.way,
      cannot: client.cannot,
      ...(notInstalled === undefined ? {} : { notInstalled }),
      checks: outcomes.get(client.name) ?? [],
      seconds: Math.round((seconds.get(client.name) ?? 0) * 10) / 10,
    }));
  } finally {
    await Promise.all(agents.map(({ stop }) => stop()));
  }
}

function testFiles(scratch: string): Promise<Pick<TrialContext, 'smallFile' | 'largeFile'>> {
  const [smallFile, largeFile] = ['small.txt', 'large.bin'].map((name) => join(scratch, name));
  if (smallFile === undefined || largeFile === undefined) throw new TypeError('there are two');
  writeFileSync(smallFile, 'uploaded by a client\n');
  writeFileSync(largeFile, Buffer.alloc(LARGE_FILE, 'large '));
  return Promise.resolve({ smallFile, largeFile });
}

async function targetOf(repository: string, account: ClientsAccount): Promise<Omit<Target, 'cacheFile'>> {
  const { emulator, region, own, scratch } = account;
  return {
    repository,
    bucket: own.config.buckets.raw,
    prefix: own.config.prefix,
    keyArn: own.config.keyArn,
    region,
    endpoint: emulator.secureEndpoint,
    caFile: emulator.caFile,
    trustStore: await trustStore(scratch, emulator.caFile),
    configFile: own.configFile,
  };
}

/** Java takes a CA from a store of its own form only. Without Java there is none, and nobody to miss it. */
async function trustStore(scratch: string, caFile: string): Promise<string> {
  const store = join(scratch, 'ca.p12');
  const form = ['-keystore', store, '-storetype', 'PKCS12', '-storepass', STORE_PASSWORD];
  try {
    await runProcess('keytool', ['-importcert', '-noprompt', '-alias', 'ca', '-file', caFile, ...form]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return store;
}

async function inTurn<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
