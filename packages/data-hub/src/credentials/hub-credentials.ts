import { type HubConfig, hubFiles } from '../hub-config';
import { hubRoutes } from '../proxy/route';
import { unfinishedPair } from '../state/unfinished-pair';
import { CredentialsFetcher } from './credentials-fetcher';
import { CredentialsRefresher } from './credentials-refresher';
import { hubTransport } from './hub-transport';
import type { HubCredentials, HubCredentialsProvider } from './identity';
import { KeyPairSource, type ReadText } from './key-pair-source';
import type { RefreshEvent } from './refresh-event';
import { CLIENT_WINDOW, reportedExpiration } from './refresh-schedule';
import { type Runtime, SYSTEM_RUNTIME } from './runtime';
import type { Transport } from './transport';

export interface HubCredentialsOptions {
  readonly config: HubConfig;
  /** Path of `hub.json`: the files that it names are relative to its folder. */
  readonly configFile: string;
  readonly onEvent?: (event: RefreshEvent) => void;
  /** @default - the machine's clock, timers that do not keep the process alive, and real chance */
  readonly runtime?: Runtime;
  /**
   * @default - HTTPS with mutual TLS, by way of the token if the key is in one, and through the proxy of `hub.json`
   * or the environment, if there is one
   */
  readonly transport?: Transport;
  /** @default - reads the file */
  readonly readText?: ReadText;
}

/** A hub's credentials, kept fresh in the background from the first use on. */
export interface HubCredentialsSource {
  /** To be given to clients of the AWS SDK as `credentials`. */
  readonly provider: HubCredentialsProvider;
  /** The same for other programs: `expiration` is reported for clients that ask this long before it (milliseconds). */
  readonly credentials: (clientWindow: number) => Promise<HubCredentials>;
  readonly refresher: CredentialsRefresher;
  /** Ends refreshing. Without it the process can end, too. */
  readonly stop: () => Promise<void>;
}

/**
 * Credentials of a Data Hub from the AWS IoT credentials provider.
 *
 *     const { provider } = hubCredentials({ config: readHubConfig(file), configFile: file });
 *     const s3 = new S3Client({ region: config.region, credentials: provider });
 */
export function hubCredentials(options: HubCredentialsOptions): HubCredentialsSource {
  const { runtime = SYSTEM_RUNTIME, onEvent } = options;
  const fetcher = hubFetcher(options);
  const refresher = new CredentialsRefresher({
    fetch: (signal) => fetcher.fetch(signal),
    runtime,
    ...(onEvent === undefined ? {} : { onEvent }),
  });
  const credentials = async (clientWindow: number): Promise<HubCredentials> => {
    const { keys, validUntil } = await refresher.valid();
    const now = runtime.monotonic();
    const reported = reportedExpiration({ now, nextRefresh: refresher.nextFetch, validUntil, clientWindow });
    // Clients compare with the machine's clock, wrong as it may be.
    return { ...keys, expiration: new Date(runtime.wall() + reported - now) };
  };
  return {
    provider: Object.assign(() => credentials(CLIENT_WINDOW.sdk), { memoized: true } as const),
    credentials,
    refresher,
    stop: () => refresher.stop(),
  };
}

/**
 * Fetches a hub's credentials once, without a schedule.
 * @throws ConfigurationError if the environment names a proxy that cannot be used.
 */
export function hubFetcher({
  config,
  configFile,
  runtime = SYSTEM_RUNTIME,
  transport = hubTransport({ routeTo: hubRoutes(config, configFile) }),
  readText,
}: HubCredentialsOptions): CredentialsFetcher {
  return new CredentialsFetcher({
    endpoint: config.credentialsEndpoint,
    roleAlias: config.roleAlias,
    thingName: config.thingName,
    pairs: new KeyPairSource(
      hubFiles(config, configFile),
      config.thingName,
      readText,
      unfinishedPair(configFile),
    ),
    transport,
    runtime,
  });
}
