import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FileLock } from '../cache/file-lock';
import { hubFetcher, type HubCredentialsOptions } from '../credentials/hub-credentials';
import type { PairTexts } from '../credentials/key-pair';
import { readTextFile } from '../credentials/key-pair-source';
import type { HubConfig } from '../hub-config';
import { signWith } from '../keys/sign';
import type { HubShadow } from '../shadow/hub-shadow';
import { DISK, type DurableFiles, giveToOwnerOf } from '../state/durable-files';
import type { RequestSigner } from './certificate-request';
import { renewalReason } from './due';
import { RenewalError } from './errors';
import { Renewal, type RenewalOptions, type RenewalOutcome } from './renewal';
import { RenewalFolder } from './renewal-folder';
import { RenewalRecord } from './renewal-record';
import { type PlatformLinkSettings, replaceableFiles } from './renews-by-itself';

const LOCK_FILE = '.renewal.lock';

export interface HubRenewalOptions extends Pick<
  HubCredentialsOptions,
  'config' | 'configFile' | 'transport'
> {
  readonly shadow: HubShadow;
  readonly settings: PlatformLinkSettings;
  /** Milliseconds since 1970, by the clock of AWS as far as it is known. */
  readonly now: () => number;
  /** Renew, however young the certificate is, and whatever the platform refused before. @default false */
  readonly force?: boolean;
  /** Ends the trial of a new certificate that is under way. */
  readonly signal?: AbortSignal;
  /** @default - the real disk */
  readonly disk?: DurableFiles;
}

/**
 * A step of the renewal of a hub that has a certificate: see {@link Renewal}. Processes take turns.
 * @throws RenewalError also if another process is at it.
 */
export function hubRenewalStep(options: HubRenewalOptions): () => Promise<RenewalOutcome> {
  const { config, configFile, settings, shadow, now, force = false, disk = DISK } = options;
  const record = new RenewalRecord(configFile, disk);
  const files = replaceableFiles(config, configFile);
  const isDue: RenewalOptions['isDue'] = async ({ certificateId, notBefore }, ask) => {
    const certificate = {
      now: now(),
      since: record.since(certificateId) ?? notBefore,
      renewAfterDays: settings.renewAfterDays,
    };
    if (force || renewalReason(certificate) !== undefined) return true;
    // Whoever wants no heartbeats wants no other calls either while there is no need.
    if (settings.heartbeatMinutes === 0) return false;
    return renewalReason({ ...certificate, ...(await ask()).desired }) !== undefined;
  };
  const renewal = new Renewal({
    thingName: config.thingName,
    files,
    folder: new RenewalFolder(configFile, files, disk),
    record,
    shadow,
    signer: () => currentSigner(options),
    isDue,
    tryPair: (pair) => tryPair(options, pair),
    heedsRefusals: !force,
    now,
  });
  return () => oneAtATime(configFile, () => renewal.step());
}

/** The hub's certificate and key that are in place. @throws HubKeyPairError if they cannot be used. */
async function currentSigner({
  config,
  configFile,
}: Pick<HubRenewalOptions, 'config' | 'configFile'>): Promise<RequestSigner> {
  const { certificateId, notBefore, privateKey } = await hubFetcher({ config, configFile }).checkFiles();
  if (typeof privateKey !== 'string') throw new TypeError('the key of a renewal is in a file');
  return { certificateId, notBefore, sign: (text) => signWith(privateKey, text) };
}

/**
 * Gets credentials with a pair that is not in place.
 * @throws FetchError if there are none.
 */
export async function tryPair(
  {
    signal,
    ...hub
  }: Pick<HubCredentialsOptions, 'transport'> & {
    readonly config: HubConfig;
    readonly configFile: string;
    readonly signal?: AbortSignal;
  },
  { certificate, privateKey }: PairTexts,
): Promise<void> {
  const files = replaceableFiles(hub.config, hub.configFile);
  const texts = new Map([
    [files.certificate, certificate],
    [files.privateKey, privateKey],
  ]);
  const { config, configFile, transport } = hub;
  const fetcher = hubFetcher({
    config,
    configFile,
    ...(transport === undefined ? {} : { transport }),
    readText: async (file) => texts.get(file) ?? readTextFile(file),
  });
  await fetcher.fetch(signal);
}

/** @throws RenewalError if another process is at it. */
export async function oneAtATime<Result>(configFile: string, work: () => Promise<Result>): Promise<Result> {
  const file = join(dirname(resolve(configFile)), LOCK_FILE);
  const lock = new FileLock(file);
  if (!lock.tryTake()) {
    throw new RenewalError(
      'HUB_RENEWAL_BUSY',
      'another process is renewing the certificate of this hub at this moment; wait a minute, and run it again',
    );
  }
  // If root's process is killed, the agent has to be able to take the lock over.
  if (existsSync(file)) giveToOwnerOf(dirname(file), file);
  const touching = setInterval(() => {
    lock.touch();
  }, LOCK_TOUCH);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    lock.release();
  }
}

/** Milliseconds between two signs of life of a lock's holder: a step may take longer than a lock lasts. */
const LOCK_TOUCH = 10_000;
