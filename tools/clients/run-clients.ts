import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HubConfig } from '../../packages/data-hub/src/hub-config';
import { runProcess } from '../local/run-process';
import type { Client, Target } from './client';
import type { CredentialsSource } from './client-environment';
import { type HubAgent, startHubAgent } from './hub-agents';
import type { InstalledClient, RunClientsOptions } from './install-clients';
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

/** Tries clients against an account: all that an hour's session is enough for, then a refresh over an expiry. */
export async function tryClients(
  clients: readonly InstalledClient[],
  account: ClientsAccount,
  options: RunClientsOptions,
): Promise<ClientOutcome[]> {
  const trials = new Trials(clients, account, options);
  try {
    const context = await options.steps.run('Start two agents of a hub, one with short sessions', () =>
      trials.begin(),
    );
    await trials.tryAll(
      'Upload small and large files, and to the neighbour',
      AT_ONCE.working,
      ['small', 'multipart', 'neighbour'],
      { ...context, short: context.long },
    );
    // Of sessions that exist already the time stays, so those with long ones come first.
    await account.shortenSessions(SHORT_SESSION);
    const short = await trials.startAgent('short-sessions');
    await trials.tryAll('Upload over the end of a session', AT_ONCE.waiting, ['refresh'], {
      ...context,
      short,
    });
    return trials.outcomes;
  } finally {
    await trials.end();
  }
}

/** Agents that clients get credentials of, and what came of the clients so far. */
class Trials {
  private readonly agents: HubAgent[] = [];
  private readonly checks = new Map<string, CheckOutcome[]>();
  private readonly seconds = new Map<string, number>();

  constructor(
    private readonly clients: readonly InstalledClient[],
    private readonly account: ClientsAccount,
    private readonly options: RunClientsOptions,
  ) {}

  async begin(): Promise<Omit<TrialContext, 'short'>> {
    const { account, options } = this;
    return {
      long: await this.startAgent('long-sessions'),
      ...(await testFiles(account.scratch)),
      target: await targetOf(options.repository, account),
      readers: account.readers,
      neighbourPrefix: account.neighbour.config.prefix,
      shortSession: SHORT_SESSION,
      signal: options.signal,
    };
  }

  async startAgent(name: string): Promise<CredentialsSource> {
    const { scratch, own } = this.account;
    const home = join(scratch, `home-of-${name}`);
    mkdirSync(home);
    const tokenFile = join(scratch, `token-of-${name}`);
    const agent = await startHubAgent(this.options.repository, own.configFile, tokenFile);
    this.agents.push(agent);
    return { agent, home, cacheFile: join(scratch, `cache-of-${name}.json`) };
  }

  async tryAll(
    title: string,
    atOnce: number,
    checks: readonly Check[],
    context: TrialContext,
  ): Promise<void> {
    await this.options.steps.run(title, (progress) =>
      inTurn(this.clients, atOnce, async ({ client, folder, notInstalled }) => {
        if (notInstalled !== undefined) return;
        const { name } = client;
        const started = performance.now();
        for (const check of checks) {
          progress(`${client.title}, ${check}`);
          const outcome = await tryCheck(client, folder, check, context);
          this.checks.set(name, [...(this.checks.get(name) ?? []), outcome]);
        }
        const took = (performance.now() - started) / 1000;
        this.seconds.set(name, (this.seconds.get(name) ?? 0) + took);
      }),
    );
  }

  get outcomes(): ClientOutcome[] {
    return this.clients.map(({ client: { name, title, way, cannot }, notInstalled }) => ({
      name,
      title,
      way,
      cannot,
      ...(notInstalled === undefined ? {} : { notInstalled }),
      checks: this.checks.get(name) ?? [],
      seconds: Math.round((this.seconds.get(name) ?? 0) * 10) / 10,
    }));
  }

  async end(): Promise<void> {
    await Promise.all(this.agents.map(({ stop }) => stop()));
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
