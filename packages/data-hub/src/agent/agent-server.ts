import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { PlatformError } from '../../../../config/errors';
import { AgentAnswers, type AgentAnswersOptions } from './agent-answers';
import { listenProblem, LOOPBACK, urlHost } from './listen-addresses';

/** The agent cannot listen. */
export class AgentPortError extends PlatformError {
  readonly code = 'HUB_AGENT_PORT';

  constructor(message: string) {
    super(message);
    this.name = 'AgentPortError';
  }
}

export interface AgentServerOptions extends Omit<AgentAnswersOptions, 'hosts'> {
  /** 0: any that is free. The same at every address. */
  readonly port: number;
  /** Beside loopback; checked by `checkedAddresses`. */
  readonly addresses: readonly string[];
}

/** What a machine without IPv6 answers to who wants to listen on `::1`. */
const NO_IPV6: readonly string[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/** The local endpoint: one server at each address, with the same answers. */
export class AgentServer {
  private constructor(
    private readonly servers: readonly Server[],
    /** At `127.0.0.1`, without a path. */
    readonly url: string,
  ) {}

  /** @throws AgentPortError if an address or the port cannot be had. Then nothing listens. */
  static async listen({ port, addresses, ...options }: AgentServerOptions): Promise<AgentServer> {
    const all = [...new Set<string>([LOOPBACK.ipv4, LOOPBACK.ipv6, ...addresses])];
    const answers = new AgentAnswers({ ...options, hosts: ['localhost', ...all.map(urlHost)] });
    const listener: RequestListener = (request, response) => {
      void answers.answer(request, response);
    };
    const servers: Server[] = [];
    let chosen = port;
    try {
      for (const address of all) {
        const server = await listening(listener, address, chosen, addresses.includes(address));
        if (server === undefined) continue;
        servers.push(server);
        chosen = portOf(server);
      }
    } catch (error) {
      await Promise.all(servers.map(close));
      throw error;
    }
    return new AgentServer(servers, `http://${LOOPBACK.ipv4}:${chosen}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map(close));
  }
}

/**
 * Listens at one address.
 * @returns undefined if that is `::1`, which the machine lacks and nobody asked for.
 */
async function listening(
  listener: RequestListener,
  address: string,
  port: number,
  isDemanded: boolean,
): Promise<Server | undefined> {
  const server = createServer(listener);
  server.listen({ port, host: address, ipv6Only: true });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    if (address === LOOPBACK.ipv6 && !isDemanded && NO_IPV6.includes(reason)) return undefined;
    throw new AgentPortError(listenProblem(address, port, reason));
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
