import { z } from 'zod';
import { PlatformError } from '../../../../config/errors';
import { AGENT_PATHS } from './agent-answers';
import { LOOPBACK } from './listen-addresses';
import { readToken } from './token-file';

/** The agent could not be told to fetch, or could not fetch. */
export class AgentRefreshError extends PlatformError {
  readonly code = 'HUB_AGENT_REFRESH';

  constructor(message: string) {
    super(message);
    this.name = 'AgentRefreshError';
  }
}

export interface RefreshRequest {
  readonly port: number;
  readonly tokenFile: string;
}

/** Longest that the agent takes: two requests of ten seconds, and some more. In milliseconds. */
const TIMEOUT = 25_000;

/**
 * Has the agent of this machine fetch credentials now.
 * @returns when the new ones end, ISO 8601; undefined if nothing listens on the port.
 * @throws AgentRefreshError if the agent refuses, could not fetch, or does not answer.
 */
export async function requestRefresh({ port, tokenFile }: RefreshRequest): Promise<string | undefined> {
  const origin = `http://${LOOPBACK.ipv4}:${port}`;
  const place = `at ${origin}`;
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${origin}${AGENT_PATHS.refresh}`, {
      method: 'POST',
      headers: { authorization: readToken(tokenFile) ?? '' },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    body = await response.json().catch(() => undefined);
  } catch (error) {
    const { cause } = error as { readonly cause?: NodeJS.ErrnoException };
    if (cause?.code === 'ECONNREFUSED') return undefined;
    throw new AgentRefreshError(`nothing answers ${place} (${cause?.code ?? 'timeout'}); look into its log`);
  }
  const { success, data } = answerSchema.safeParse(body);
  if (response.status === 200 && success && data.credentialsExpire !== undefined)
    return data.credentialsExpire;
  if (response.status === 401) {
    throw new AgentRefreshError(
      `${place}: its token is not in ${tokenFile}; name its file with --token-file, and run this as a user who may read it`,
    );
  }
  throw new AgentRefreshError(
    response.status === 503 && success && data.Message !== undefined
      ? `${place} could not fetch: ${data.Message}`
      : `${place} answered ${response.status}: it is another program, or another version; name the agent's port with --port`,
  );
}

const answerSchema = z.object({ credentialsExpire: z.string().optional(), Message: z.string().optional() });
