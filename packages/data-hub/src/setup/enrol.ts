import { existsSync, rmSync } from 'node:fs';
import { ConfigurationError } from '../../../../config/errors';
import { FetchError, HubKeyPairError } from '../credentials/errors';
import { hubCredentials, hubFetcher, type HubCredentialsOptions } from '../credentials/hub-credentials';
import { checkedKeyPair } from '../credentials/key-pair';
import { readTextFile } from '../credentials/key-pair-source';
import { type EnrolmentFile, parseEnrolmentFile } from '../enrolment/enrolment-file';
import type { HubConfig } from '../hub-config';
import { signWith } from '../keys/sign';
import { oneAtATime, tryPair } from '../renewal/hub-renewal';
import { Renewal, type RenewalOutcome } from '../renewal/renewal';
import { RenewalFolder } from '../renewal/renewal-folder';
import { readRegularFile } from '../regular-file';
import { unfinishedPair } from '../state/unfinished-pair';
import { RenewalRecord } from '../renewal/renewal-record';
import { replaceableFiles } from '../renewal/renews-by-itself';
import { type HubShadow, ShadowError } from '../shadow/hub-shadow';
import { SetupError } from './errors';
import { configFileIn, placeFiles, settledConfig } from './hub-folder-files';
import { type ProxySetting, withProxy } from './proxy-setting';

/** Makes the shadow of a hub, as one of its sessions sees it. */
export type ShadowOf = (
  config: HubConfig,
  configFile: string,
  dataEndpoint: string,
  credentials: ReturnType<typeof hubCredentials>['provider'],
) => HubShadow;

export interface EnrolOptions extends Pick<HubCredentialsOptions, 'transport'> {
  /** Path of the enrolment file. */
  readonly file: string;
  readonly folder: string;
  readonly proxy: ProxySetting;
  readonly shadowOf: ShadowOf;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Waits before the platform is asked again; rejects if it has been long enough.
   * @param problem why it could not be asked, if that passes by itself.
   */
  readonly pause: (problem: string | undefined) => Promise<void>;
}

/** A hub that has its certificate. */
export interface EnrolledHub {
  readonly config: HubConfig;
  readonly configFile: string;
  /** It had it before. */
  readonly before: boolean;
}

/**
 * Gets a new hub its certificate with the file that the operators made for it: makes its key, asks with the
 * file's own certificate, waits for the platform's answer, and puts the certificate in place once it has got
 * credentials. To be run again if it ends in between: it goes on from where it was.
 * @throws ConfigurationError if the file cannot be used; then nothing was done.
 * @throws SetupError, ShadowError, FetchError or RenewalError if there is no certificate.
 */
export async function enrol(options: EnrolOptions): Promise<EnrolledHub> {
  const { file, folder, proxy, now } = options;
  const enrolment = readEnrolment(file);
  const wanted = withProxy(enrolment.hub, proxy);
  const dataEndpoint = wanted.dataEndpoint;
  if (dataEndpoint === undefined) {
    throw new ConfigurationError([
      { place: file, fix: 'names no dataEndpoint; ask the operators for a new one' },
    ]);
  }
  const config = settledConfig(folder, wanted);
  const configFile = configFileIn(folder);
  const files = replaceableFiles(config, configFile);
  const renewal = new RenewalFolder(configFile, files);
  const isPending = (): boolean => existsSync(unfinishedPair(configFile).privateKey);
  if (!isPending() && existsSync(files.privateKey)) {
    if (existsSync(files.certificate)) return { config, configFile, before: true };
    throw new SetupError(
      'HUB_SETUP_TAKEN',
      `${files.privateKey} exists and is not overwritten: this hub has a request of its own; give the bundle of the operators with --bundle, or move the key away`,
    );
  }
  if (!isPending() && Date.parse(enrolment.expires) <= now()) {
    const fix = `expired at ${enrolment.expires}; ask the operators for a new one`;
    throw new ConfigurationError([{ place: file, fix }]);
  }
  placeFiles(folder, config, { rootCa: enrolment.rootCa });
  await oneAtATime(configFile, async () => {
    const isProved = renewal.read().stage === 'proved';
    await (isProved
      ? completed({ ...options, config, configFile, dataEndpoint })
      : claimed({ ...options, config, configFile, dataEndpoint }, enrolment));
  });
  return { config, configFile, before: false };
}

/** Deletes the enrolment file: it is secret, and of no use any more. Returns whether it could. */
export function deleteEnrolmentFile(file: string): boolean {
  try {
    rmSync(file);
    return true;
  } catch {
    return false;
  }
}

interface Enrolling extends EnrolOptions {
  readonly config: HubConfig;
  readonly configFile: string;
  readonly dataEndpoint: string;
}

/** Everything, in the name of the claim. */
async function claimed(enrolling: Enrolling, enrolment: EnrolmentFile): Promise<void> {
  const { configFile, transport } = enrolling;
  // Files by these names are never there: their texts come from the enrolment file.
  const claim: HubConfig = {
    ...enrolling.config,
    roleAlias: enrolment.claimRoleAlias,
    certificateFile: '.claim-certificate.pem',
    privateKeyFile: '.claim-private-key.pem',
  };
  const { certificate, privateKey } = replaceableFiles(claim, configFile);
  const texts = new Map([
    [certificate, enrolment.claimCertificate],
    [privateKey, enrolment.claimPrivateKey],
  ]);
  const session = {
    config: claim,
    configFile,
    readText: async (file: string) => texts.get(file) ?? readTextFile(file),
    ...(transport === undefined ? {} : { transport }),
  };
  await requireSession(session);
  const source = hubCredentials(session);
  try {
    const { certificateId, notBefore } = await hubFetcher(session).checkFiles();
    const sign = (text: string): string => signWith(enrolment.claimPrivateKey, text);
    const signer = { certificateId, notBefore, sign };
    await untilEnrolled(enrolling, source.provider, () => Promise.resolve(signer));
  } finally {
    await source.stop();
  }
}

/** @throws SetupError if the claim's certificate gets no session, and will get none by waiting. */
async function requireSession(session: HubCredentialsOptions): Promise<void> {
  try {
    await hubFetcher(session).fetch();
  } catch (error) {
    if (!(error instanceof FetchError) || error.kind !== 'refused' || error.code === 'SERVER_NOT_TRUSTED')
      throw error;
    throw new SetupError(
      'HUB_SETUP_CLAIM_REFUSED',
      `the platform does not take this enrolment file: it has expired, was used before, or was taken back; ask the operators for a new one (${error.message.split('; ')[0] ?? ''})`,
    );
  }
}

/** The end, in the name of the hub: the claim may be retired by now. */
async function completed(enrolling: Enrolling): Promise<void> {
  const { config, configFile, transport } = enrolling;
  const pair = unfinishedPair(configFile);
  const source = hubCredentials({
    config: { ...config, certificateFile: pair.certificate, privateKeyFile: pair.privateKey },
    configFile,
    ...(transport === undefined ? {} : { transport }),
  });
  try {
    await untilEnrolled(enrolling, source.provider, () =>
      Promise.reject(new Error('nothing is left to sign')),
    );
  } finally {
    await source.stop();
  }
}

async function untilEnrolled(
  { config, configFile, dataEndpoint, shadowOf, transport, now, pause }: Enrolling,
  credentials: ReturnType<typeof hubCredentials>['provider'],
  signer: ConstructorParameters<typeof Renewal>[0]['signer'],
): Promise<void> {
  const files = replaceableFiles(config, configFile);
  const renewal = new Renewal({
    thingName: config.thingName,
    files,
    folder: new RenewalFolder(configFile, files),
    record: new RenewalRecord(configFile),
    shadow: shadowOf(config, configFile, dataEndpoint, credentials),
    signer,
    isDue: () => Promise.resolve(true),
    tryPair: (pair) =>
      tryPair({ config, configFile, ...(transport === undefined ? {} : { transport }) }, pair),
    heedsRefusals: false,
    now,
  });
  for (;;) {
    let outcome: RenewalOutcome;
    try {
      outcome = await renewal.step();
    } catch (error) {
      if (!passes(error)) throw error;
      await pause(error.message);
      continue;
    }
    if (outcome.state === 'renewed') return;
    if (outcome.state === 'refused') {
      const { code, message } = outcome.refusal;
      throw new SetupError('HUB_SETUP_REFUSED', `the platform refused the request (${code}): ${message}`);
    }
    await pause(undefined);
  }
}

function passes(error: unknown): error is ShadowError | FetchError {
  return error instanceof ShadowError
    ? error.isPassing
    : error instanceof FetchError && error.kind === 'transient';
}

/** @throws ConfigurationError if it cannot be used. No value of it is quoted. */
function readEnrolment(file: string): EnrolmentFile {
  let content: Buffer;
  try {
    content = readRegularFile(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    const fix = reason === 'ENOENT' ? 'does not exist; check the path' : `cannot be read (${reason})`;
    throw new ConfigurationError([{ place: file, fix }]);
  }
  const enrolment = parseEnrolmentFile(content, file);
  const { claimCertificate: certificate, claimPrivateKey: privateKey } = enrolment;
  try {
    const names = { certificate: file, privateKey: file, rootCa: file };
    checkedKeyPair({ certificate, privateKey }, names, enrolment.hub.thingName);
  } catch (error) {
    if (!(error instanceof HubKeyPairError)) throw error;
    const fix = `is not as data-hub invite wrote it (${error.code}); ask the operators for a new one`;
    throw new ConfigurationError([{ place: file, fix }]);
  }
  return enrolment;
}
