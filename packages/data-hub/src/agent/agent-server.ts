import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PlatformError } from '../../../../config/errors';
import { CredentialsUnavailableError } from '../credentials/errors';
import type { HubCredentials } from '../credentials/identity';
import type { Health } from './health';

/** The agent cannot listen. */
export class AgentPortError extends PlatformError {
  readonly code = 'HUB_AGENT_PORT';

  constructor(message: string) {
    super(message);
    this.name = 'AgentPortError';
  }
}

/** Where the agent answers. */
export const AGENT_PATHS = { credentials: '/credentials', health: '/health' } as const;

/** Loopback only: credentials travel here without TLS. */
const HOST = '127.0.0.1';
/** Names of this machine in the header Host. Others come from a page that a browser was led to. */
const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;
const HEALTHY: readonly Health['state'][] = ['ok', 'retrying'];

export interface AgentServerOptions {
  /** What callers have to send in the header Authorization. Secret. */
  readonly token: string;
  readonly credentials: () => Promise<HubCredentials>;
  readonly health: () => Health;
}

/**
 * The container credentials endpoint, as every AWS SDK and the CLI ask it, and the agent's health.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export class AgentServer {
  private constructor(private readonly server: Server) {}

  /**
   * @param port 0: any that is free.
   * @throws AgentPortError if the port cannot be had.
   */
  static async listen(port: number, options: AgentServerOptions): Promise<AgentServer> {
    const server = createServer((request, response) => {
      void answer(request, response, options);
    });
    server.listen(port, HOST);
    try {
      await once(server, 'listening');
    } catch (error) {
      throw portError(port, error);
    }
    return new AgentServer(server);
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
    return `http://${HOST}:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

function portError(port: number, error: unknown): AgentPortError {
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
  const fix =
    reason === 'EADDRINUSE'
      ? 'is in use, perhaps by another agent; stop that one, or choose another with --port'
      : reason === 'EACCES'
        ? 'may not be used by this user; choose one above 1023 with --port'
        : `cannot be used (${reason}); choose another with --port`;
  return new AgentPortError(`port ${port} of ${HOST} ${fix}`);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { token, credentials, health }: AgentServerOptions,
): Promise<void> {
  const path = request.url?.split('?')[0];
  if (!LOCAL_HOST.test(request.headers.host ?? '')) {
    refuse(response, 403, 'NotLocal', 'this endpoint is for this machine only');
  } else if (path !== AGENT_PATHS.credentials && path !== AGENT_PATHS.health) {
    refuse(response, 404, 'NotFound', `only ${Object.values(AGENT_PATHS).join(' and ')} are here`);
  } else if (request.method !== 'GET') {
    refuse(response, 405, 'MethodNotAllowed', 'only GET is answered');
  } else if (path === AGENT_PATHS.health) {
    const now = health();
    send(response, HEALTHY.includes(now.state) ? 200 : 503, now);
  } else if (!isSame(request.headers.authorization ?? '', token)) {
    refuse(response, 401, 'Unauthorized', 'send the text of the token file in the header Authorization');
  } else {
    await answerCredentials(response, credentials);
  }
}

async function answerCredentials(
  response: ServerResponse,
  credentials: AgentServerOptions['credentials'],
): Promise<void> {
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await credentials();
    send(response, 200, {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      Token: sessionToken,
      Expiration: expiration.toISOString(),
    });
  } catch (error) {
    // A defect is told without its message, which might quote anything.
    const known = error instanceof CredentialsUnavailableError;
    if (known) refuse(response, 503, error.code, error.message);
    else refuse(response, 500, 'UnexpectedError', 'the agent failed for a reason unknown to it');
  }
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  send(response, status, { Code: code, Message: message });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Takes the same time wherever two texts differ, whatever their lengths. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
