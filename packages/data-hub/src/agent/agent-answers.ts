import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CredentialsUnavailableError, type FetchError } from '../credentials/errors';
import type { HubCredentials } from '../credentials/identity';
import { type Health, isHealthy } from './health';

/** What the agent answers to. */
export const AGENT_PATHS = { credentials: '/credentials', health: '/health', refresh: '/refresh' } as const;
type AgentPath = (typeof AGENT_PATHS)[keyof typeof AGENT_PATHS];

const METHODS: Readonly<Record<AgentPath, 'GET' | 'POST'>> = {
  '/credentials': 'GET',
  '/health': 'GET',
  '/refresh': 'POST',
};

const SEND_THE_TOKEN =
  'send the token of the agent in the header Authorization: set AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE to the path of ' +
  'the token file, or, for programs that do not know it (most from before 2024), AWS_CONTAINER_AUTHORIZATION_TOKEN to its text';

export interface AgentAnswersOptions {
  /** What callers have to send in the header Authorization. Secret. */
  readonly token: string;
  /** Names of this machine in the header Host. Others come from a page that a browser was led to. */
  readonly hosts: readonly string[];
  readonly credentials: () => Promise<HubCredentials>;
  readonly health: () => Health;
  /** Fetches now. Resolves to why that failed, if it did. */
  readonly refresh: () => Promise<FetchError | undefined>;
}

/**
 * The container credentials endpoint, as AWS SDKs and the CLI ask it, the agent's health, and a call to fetch now.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export class AgentAnswers {
  constructor(private readonly options: AgentAnswersOptions) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const host = request.headers.host?.toLowerCase().replace(/:\d+$/, '') ?? '';
    if (!this.options.hosts.includes(host)) {
      refuse(response, 403, 'NotLocal', 'this endpoint is for this machine only');
    } else if (path === undefined) {
      refuse(response, 404, 'NotFound', `only ${Object.values(AGENT_PATHS).join(', ')} are here`);
    } else if (request.method !== METHODS[path]) {
      refuse(response, 405, 'MethodNotAllowed', `only ${METHODS[path]} is answered`);
    } else if (path === AGENT_PATHS.health) {
      const now = this.options.health();
      send(response, isHealthy(now) ? 200 : 503, now);
    } else if (!isSame(request.headers.authorization ?? '', this.options.token)) {
      refuse(response, 401, 'Unauthorized', SEND_THE_TOKEN);
    } else {
      await this.answerWithToken(path, response);
    }
  }

  private async answerWithToken(path: AgentPath, response: ServerResponse): Promise<void> {
    try {
      if (path === AGENT_PATHS.refresh) await this.answerRefresh(response);
      else await this.answerCredentials(response);
    } catch (error) {
      // A defect is told without its message, which might quote anything.
      const known = error instanceof CredentialsUnavailableError;
      if (known) refuse(response, 503, error.code, error.message);
      else refuse(response, 500, 'UnexpectedError', 'the agent failed for a reason unknown to it');
    }
  }

  private async answerCredentials(response: ServerResponse): Promise<void> {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await this.options.credentials();
    send(response, 200, {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      Token: sessionToken,
      Expiration: expiration.toISOString(),
    });
  }

  private async answerRefresh(response: ServerResponse): Promise<void> {
    const failure = await this.options.refresh();
    if (failure === undefined) send(response, 200, this.options.health());
    else refuse(response, 503, failure.code, failure.message);
  }
}

/** The path without its query, and without the slash at the end that some clients add. */
function pathOf({ url = '' }: IncomingMessage): AgentPath | undefined {
  const path = url.split('?')[0]?.replace(/(?<=.)\/$/, '');
  return Object.values(AGENT_PATHS).find((known) => known === path);
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
