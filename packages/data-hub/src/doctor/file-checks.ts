import { statSync } from 'node:fs';
import { type HubConfig, type HubFiles, hubFiles } from '../hub-config';
import { shellWord } from '../shell-word';
import { HubKeyPairError } from '../credentials/errors';
import { hubFetcher } from '../credentials/hub-credentials';
import type { KeyPair } from '../credentials/key-pair';
import { type CheckResult, fail, ok, sawAndFix, skipped } from './check';

/** What the hub's files show; the pair is there if it can be used. */
export interface FileChecks {
  readonly results: readonly CheckResult[];
  readonly pair?: KeyPair;
}

const READABLE_BY_OTHERS = 0o077;

/** Whether the certificate, the key and the root CA can be used, together, by this hub. Sends nothing. */
export async function checkFiles(config: HubConfig, configFile: string): Promise<FileChecks> {
  const files = hubFiles(config, configFile);
  try {
    const pair = await hubFetcher({ config, configFile }).checkFiles();
    return { pair, results: [checkPermissions(files, pair), checkOwner(pair, config)] };
  } catch (error) {
    if (!(error instanceof HubKeyPairError)) throw error;
    const [saw, fix] = sawAndFix(error.message);
    if (error.code === 'HUB_CERTIFICATE_OF_ANOTHER_HUB') {
      const belong = ok('key-pair', 'the certificate and the private key belong together');
      return { results: [belong, fail('certificate-owner', saw, fix)] };
    }
    return {
      results: [fail('key-pair', saw, fix), skipped('certificate-owner', 'the files cannot be used')],
    };
  }
}

/**
 * Whether the certificate is in its dates, by this machine's clock.
 * @param now in milliseconds since 1970.
 */
export function checkDates({ notBefore, notAfter }: KeyPair, now: number): CheckResult {
  const [from, to] = [notBefore, notAfter].map((time) => new Date(time).toISOString());
  const saw = `valid from ${from} to ${to}`;
  if (now < notBefore) {
    return fail('certificate-dates', `${saw}, not yet`, 'if the clock is right, wait; else set it (NTP)');
  }
  return now > notAfter
    ? fail(
        'certificate-dates',
        `${saw}, no longer`,
        "make a new request with the csr command, and ask the platform's operators to rotate the certificate",
      )
    : ok('certificate-dates', saw);
}

function checkPermissions({ privateKey }: HubFiles, { certificateId }: KeyPair): CheckResult {
  if (typeof privateKey !== 'string') {
    const { uri, module = "p11-kit's modules" } = privateKey;
    return ok('key-pair', `certificate ${certificateId} belongs to the private key ${uri} (${module})`);
  }
  return (statSync(privateKey).mode & READABLE_BY_OTHERS) === 0
    ? ok('key-pair', `certificate ${certificateId} and its private key belong together`)
    : fail('key-pair', `${privateKey} can be read by other users`, `run: chmod 600 ${shellWord(privateKey)}`);
}

function checkOwner({ commonName }: KeyPair, { thingName }: HubConfig): CheckResult {
  return commonName === thingName
    ? ok('certificate-owner', `common name ${thingName}`)
    : ok('certificate-owner', `common name ${JSON.stringify(commonName ?? '')}, which names no other hub`);
}
