import type { AgentOptions, ClientRequest } from 'node:http';
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { ProxyError } from './proxy-error';
import type { Proxy } from './route';
import { type ConnectAnswer, refusedTunnel, silentProxy, unreachableProxy } from './tunnel-failure';

export interface TunnelAgentOptions extends Pick<AgentOptions, 'keepAlive' | 'maxSockets'> {
  /** Milliseconds until the proxy has opened a tunnel. */
  readonly limit: number;
}

/**
 * Sends requests through a proxy: asks it for a tunnel to the server (CONNECT), and speaks TLS with the server in
 * it, so that the proxy sees host and port only. What goes wrong before there is a tunnel is a ProxyError.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  private readonly opening = new Set<AbortController>();
  private readonly limit: number;

  constructor(
    private readonly through: Proxy,
    { limit, ...options }: TunnelAgentOptions,
  ) {
    super(through.origin, options);
    this.limit = limit;
  }

  override async connect(request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    const target = targetOf(options);
    const login = this.through.login();
    const cancel = new AbortController();
    const timer = setTimeout(() => {
      cancel.abort(silentProxy(this.through, target, this.limit));
    }, this.limit);
    this.opening.add(cancel);
    let answer: ConnectAnswer | undefined;
    request.once('proxyConnect', (given: ConnectAnswer) => {
      answer = given;
    });
    // The base class reads both before it waits for anything, so tunnels that are opened side by side keep apart.
    // The login is no part of the URL, which the base class writes into its debugging log.
    this.proxyHeaders = login === undefined ? {} : { 'Proxy-Authorization': basic(login) };
    this.connectOpts = { ...this.connectOpts, signal: cancel.signal };
    let socket: Socket;
    try {
      socket = await super.connect(request, options);
    } catch (error) {
      const late: unknown = cancel.signal.reason;
      throw late instanceof ProxyError ? late : unreachableProxy(error, this.through);
    } finally {
      clearTimeout(timer);
      this.opening.delete(cancel);
    }
    if (answer?.statusCode === 200) return socket;
    // In place of a tunnel the base class returns the proxy's answer, as if it were the server's.
    socket.destroy();
    const { statusCode = NaN, headers = {} } = answer ?? {};
    throw refusedTunnel({ statusCode, headers }, target, this.through, login !== undefined);
  }

  /** Closes everything, tunnels that are being opened too. */
  override destroy(): void {
    for (const cancel of this.opening) cancel.abort();
    super.destroy();
  }
}

/**
 * Opens a tunnel and closes it again; nothing is sent through it.
 * @param target what the tunnel is to lead to.
 * @param limit milliseconds.
 * @throws ProxyError if there is none.
 */
export function tryTunnel(proxy: Proxy, target: URL, limit: number): Promise<void> {
  const agent = new TunnelAgent(proxy, { limit });
  const { hostname, port } = target;
  return new Promise<void>((resolve, reject) => {
    // Never ended, so that no byte of it is sent.
    const unsent = httpRequest({ host: hostname, port: port === '' ? 443 : Number(port), agent });
    unsent.once('socket', () => {
      unsent.destroy();
      resolve();
    });
    unsent.on('error', reject);
  }).finally(() => {
    agent.destroy();
  });
}

/** https://www.rfc-editor.org/rfc/rfc7617 */
function basic(login: string): string {
  return `Basic ${Buffer.from(login, 'utf8').toString('base64')}`;
}

function targetOf({ host, port }: AgentConnectOpts): string {
  return `${host ?? ''}:${port}`;
}
