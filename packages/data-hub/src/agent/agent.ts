import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PlatformError } from '../../../../config/errors';
import { readPrivateFile, writePrivateFile } from '../cache/private-file';
import { hubCredentials, type HubCredentialsOptions, hubFetcher } from '../credentials/hub-credentials';
import { CLIENT_WINDOW } from '../credentials/refresh-schedule';
import { SYSTEM_RUNTIME } from '../credentials/runtime';
import { type LoggedEvent, logLine } from './agent-log';
import { AGENT_PATHS, AgentServer } from './agent-server';
import { HealthBook, type HealthState } from './health';
import { type PlatformLinkOptions, startPlatformLink } from './platform-link';

/** The agent's token cannot be written where clients are to read it. */
export class TokenFileError extends PlatformError {
  readonly code = 'HUB_TOKEN_FILE';

  constructor(message: string) {
    super(message);
    this.name = 'TokenFileError';
  }
}

/** Where the agent listens unless it is told. */
export const DEFAULT_AGENT_PORT = 9911;
/** Name of the token's file beside `hub.json`, unless the agent is told another. */
export const TOKEN_FILE = '.agent-token';

export interface AgentOptions extends Omit<HubCredentialsOptions, 'onEvent'> {
  /** On loopback; 0: any that is free. */
  readonly port: number;
  /** @default - `.agent-token` beside `hub.json` */
  readonly tokenFile?: string | undefined;
  /** How it talks with the platform. @default - the hub's shadow at AWS IoT, if `hub.json` has a `dataEndpoint` */
  readonly shadow?: PlatformLinkOptions['shadow'];
  /** Told of each line of the log: JSON, without a secret. */
  readonly onLog: (line: string) => void;
}

/** An agent that is running. */
export interface Agent {
  readonly url: string;
  readonly tokenFile: string;
  /** Ends it, and takes the token away. @param because for the log. */
  readonly stop: (because: string) => Promise<void>;
}

/**
 * Keeps a hub's credentials fresh, and serves them to the programs of this machine that can read the token.
 * Nothing is left behind if it cannot start.
 * @throws HubKeyPairError if the hub's files cannot be used.
 * @throws AgentPortError if it cannot listen.
 * @throws TokenFileError if the token cannot be written.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { config, configFile, port, onLog, runtime = SYSTEM_RUNTIME } = options;
  const tokenFile = resolve(options.tokenFile ?? join(dirname(resolve(configFile)), TOKEN_FILE));
  const log = (happened: LoggedEvent): void => {
    onLog(logLine(happened, runtime.wall()));
  };
  await hubFetcher(options).checkFiles();
  refuseOtherFile(tokenFile);
  const book = new HealthBook(runtime);
  const source = hubCredentials({
    ...options,
    onEvent: (happened) => {
      book.record(happened);
      log(happened);
    },
  });
  const token = randomBytes(32).toString('base64url');
  const server = await AgentServer.listen(port, {
    token,
    credentials: () => source.credentials(CLIENT_WINDOW.botocore),
    health: () => book.read(source.refresher),
  });
  try {
    writePrivateFile(tokenFile, token);
  } catch (error) {
    await server.close();
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new TokenFileError(`${tokenFile} cannot be written (${reason}); choose a file with --token-file`);
  }
  log({
    event: 'started',
    thing: config.thingName,
    url: `${server.url}${AGENT_PATHS.credentials}`,
    tokenFile,
  });
  source.refresher.start();
  const state = (): HealthState => book.read(source.refresher).state;
  const link = startPlatformLink({ ...options, runtime, source, state, onEvent: log });
  return {
    url: server.url,
    tokenFile,
    stop: async (because) => {
      log({ event: 'stopping', because });
      await Promise.all([link.stop(), source.stop(), server.close()]);
      // Another agent may have put its own there.
      if (readPrivateFile(tokenFile) === token) rmSync(tokenFile, { force: true });
      log({ event: 'stopped' });
    },
  };
}

const TOKEN_FORM = /^[\w-]{43}$/;

/** A token is put only in the place of an earlier one: a slip of the pen must not cost the key. */
function refuseOtherFile(tokenFile: string): void {
  if (existsSync(tokenFile) && !TOKEN_FORM.test(readPrivateFile(tokenFile) ?? '')) {
    throw new TokenFileError(
      `${tokenFile} exists and holds no token of an agent; move it away, or choose another with --token-file`,
    );
  }
}
