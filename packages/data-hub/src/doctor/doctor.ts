import { type HubConfig, hubFiles } from '../hub-config';
import { hubTransport } from '../credentials/hub-transport';
import type { KeyPair } from '../credentials/key-pair';
import { readTextFile } from '../credentials/key-pair-source';
import type { SessionKeys } from '../credentials/identity';
import type { CredentialsRequest } from '../credentials/transport';
import { hubRoutes } from '../proxy/route';
import { diskFree as diskFreeHere } from '../state/disk-space';
import { CHECK_NAMES, type CheckName, type CheckResult, skipped } from './check';
import { checkDisk } from './disk-check';
import { checkDates, checkFiles } from './file-checks';
import { checkCredentials } from './provider-checks';
import { checkDns, checkProxy } from './proxy-check';
import { checkRenewal } from './renewal-check';
import { checkTls } from './tls-check';

/**
 * @param configFile path of `hub.json`.
 * @param now in milliseconds since 1970.
 */
export type BucketCheck = (
  config: HubConfig,
  configFile: string,
  keys: SessionKeys,
  now: number,
) => Promise<readonly CheckResult[]>;

export interface DoctorOptions {
  readonly config: HubConfig;
  readonly configFile: string;
  /** Uploads an object and tries to read it back. @default - neither is done */
  readonly checkBucket?: BucketCheck | undefined;
  /** Told of each result as it is there. */
  readonly onResult?: (result: CheckResult) => void;
  /** @default - the machine's clock */
  readonly wall?: () => number;
  /** Share of a folder's disk that is free, in per cent. @default - the machine's */
  readonly diskFree?: (folder: string) => Promise<number>;
}

/**
 * Looks at everything between a hub and its bucket, in the order in which it is needed. What cannot be looked at
 * because of an earlier failure is skipped.
 * @returns one result for each of {@link CHECK_NAMES}, in their order.
 * @throws ConfigurationError if the environment names a proxy that cannot be used.
 */
export async function examine(options: DoctorOptions): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const report = (...found: readonly CheckResult[]): void => {
    for (const result of found) {
      results.push(result);
      options.onResult?.(result);
    }
  };
  const because = await examineUntilStopped(options, report);
  const missing = CHECK_NAMES.slice(results.length).map((check: CheckName) => skipped(check, because));
  report(...missing);
  return results;
}

/** Whether a hub is as it has to be: nothing failed, and nothing was left out. */
export function isWell(results: readonly CheckResult[]): boolean {
  return results.every(({ outcome }) => outcome === 'ok');
}

/** Reports in order, and says why the checks that are left were not made. */
async function examineUntilStopped(
  { config, configFile, checkBucket, wall = Date.now, diskFree = diskFreeHere }: DoctorOptions,
  report: (...found: readonly CheckResult[]) => void,
): Promise<string> {
  report(await checkDisk(configFile, diskFree));
  const { pair, results } = await checkFiles(config, configFile);
  report(...results);
  if (pair === undefined) return "the hub's files cannot be used";
  report(checkDates(pair, wall()));
  report(checkRenewal(config, configFile, pair, wall()));

  const { credentialsEndpoint } = config;
  const routeTo = hubRoutes(config, configFile);
  const route = routeTo(new URL(credentialsEndpoint));
  const dns = await checkDns(credentialsEndpoint, route);
  report(dns);
  if (dns.outcome !== 'ok') return `the address of the ${route.proxy ? 'proxy' : 'server'} is not known`;

  const proxy = await checkProxy(credentialsEndpoint, route);
  report(proxy);
  if (proxy.outcome !== 'ok') return 'there is no way through the proxy';

  const request = await requestOf(config, configFile, pair);
  const { rootCa: rootCaFile } = hubFiles(config, configFile);
  const tls = await checkTls(request, { rootCaFile, now: wall(), proxy: route.proxy });
  report(tls);
  if (tls.outcome !== 'ok') return 'there is no connection to the server';

  const provider = await checkCredentials(request, hubTransport({ routeTo }), wall);
  report(...provider.results);
  if (provider.keys === undefined) return 'there are no credentials';
  if (checkBucket === undefined) return '--no-upload';
  report(...(await checkBucket(config, configFile, provider.keys, wall())));
  return '';
}

async function requestOf(
  config: HubConfig,
  configFile: string,
  { certificate, privateKey }: KeyPair,
): Promise<CredentialsRequest> {
  const { credentialsEndpoint: endpoint, roleAlias, thingName } = config;
  const rootCa = await readTextFile(hubFiles(config, configFile).rootCa);
  return { endpoint, roleAlias, thingName, certificate, privateKey, rootCa };
}
