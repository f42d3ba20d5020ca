import type { FetchError } from '../credentials/errors';
import { hubCredentials, type HubCredentialsOptions, hubFetcher } from '../credentials/hub-credentials';
import { CLIENT_WINDOW } from '../credentials/refresh-schedule';
import { SYSTEM_RUNTIME } from '../credentials/runtime';
import { type LoggedEvent, logLine } from './agent-log';
import { AGENT_PATHS } from './agent-answers';
import { AgentServer } from './agent-server';
import { HealthBook, type HealthState } from './health';
import { checkedAddresses } from './listen-addresses';
import { type PlatformLinkOptions, startPlatformLink } from './platform-link';
import { defaultTokenFile, TokenFile } from './token-file';
import { watchTokenFile } from './token-watch';

/** Where the agent listens unless it is told. */
export const DEFAULT_AGENT_PORT = 9911;
export interface AgentOptions extends Omit<HubCredentialsOptions, 'onEvent'> {
  /** 0: any that is free. */
  readonly port: number;
  /** Addresses to listen on beside loopback: those of ECS and EKS. @default - none */
  readonly addresses?: readonly string[];
  /** @default - `.agent-token` beside `hub.json` */
  readonly tokenFile?: string | undefined;
  /** Keep the token that stands in the file, and leave it there at the end. @default false: a new one at each start */
  readonly stableToken?: boolean | undefined;
  /** Number of a group that may read the token. @default - none: its owner only */
  readonly tokenGroup?: number | undefined;
  /** How it talks with the platform. @default - the hub's shadow at AWS IoT, if `hub.json` has a `dataEndpoint` */
  readonly shadow?: PlatformLinkOptions['shadow'];
  /** Told of each line of the log: JSON, without a secret. */
  readonly onLog: (line: string) => void;
}

/** An agent that is running. */
export interface Agent {
  readonly url: string;
  readonly tokenFile: string;
  /** Fetches now. @returns why that failed, if it did. */
  readonly refresh: () => Promise<FetchError | undefined>;
  /** Ends it, and takes the token away, unless it is a stable one. @param because for the log. */
  readonly stop: (because: string) => Promise<void>;
}

/**
 * Keeps a hub's credentials fresh, and serves them to the programs of this machine that can read the token.
 * Nothing is left behind if it cannot start.
 * @throws HubKeyPairError if the hub's files cannot be used.
 * @throws ConfigurationError for addresses on which it must not listen.
 * @throws AgentPortError if it cannot listen.
 * @throws TokenFileError if the token cannot be written, or another agent uses its file.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { config, configFile, port, onLog, runtime = SYSTEM_RUNTIME } = options;
  const addresses = checkedAddresses(options.addresses ?? []);
  const log = (happened: LoggedEvent): void => {
    onLog(logLine(happened, runtime.wall()));
  };
  await hubFetcher(options).checkFiles();
  const book = new HealthBook(runtime);
  const source = hubCredentials({
    ...options,
    onEvent: (happened) => {
      book.record(happened);
      log(happened);
    },
  });
  const tokenFile = TokenFile.claim({
    file: options.tokenFile ?? defaultTokenFile(configFile),
    stable: options.stableToken,
    group: options.tokenGroup,
  });
  let server: AgentServer | undefined;
  try {
    server = await AgentServer.listen({
      port,
      addresses,
      token: tokenFile.token,
      credentials: () => source.credentials(CLIENT_WINDOW.botocore),
      health: () => book.read(source.refresher, tokenFile.state),
      refresh: () => source.refresher.refresh(),
    });
    tokenFile.write();
  } catch (error) {
    await server?.close();
    tokenFile.release();
    throw error;
  }
  const { url } = server;
  log({
    event: 'started',
    thing: config.thingName,
    url: `${url}${AGENT_PATHS.credentials}`,
    tokenFile: tokenFile.path,
  });
  source.refresher.start();
  const endWatch = watchTokenFile(tokenFile, runtime, log);
  const state = (): HealthState => book.read(source.refresher, tokenFile.state).state;
  const link = startPlatformLink({ ...options, runtime, source, state, onEvent: log });
  return {
    url,
    tokenFile: tokenFile.path,
    refresh: () => source.refresher.refresh(),
    stop: async (because) => {
      log({ event: 'stopping', because });
      endWatch();
      await Promise.all([link.stop(), source.stop(), server.close()]);
      tokenFile.release();
      log({ event: 'stopped' });
    },
  };
}
