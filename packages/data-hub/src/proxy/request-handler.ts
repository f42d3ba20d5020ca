import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import type { HubConfig } from '../hub-config';
import { hubRoutes, type Proxy, type RouteTo } from './route';
import { TunnelAgent } from './tunnel-agent';

/** As many connections to one host, and kept for the next request, as clients of the AWS SDK have by themselves. */
const POOL = { keepAlive: true, maxSockets: 50 } as const;
/** Milliseconds until a proxy has opened a tunnel; less than the time that clients give a connection. */
const TUNNEL_LIMIT = 4_000;

/** The part of a client's `requestHandler` that decides how it connects; time limits can be added to it. */
export interface RoutedRequestHandler {
  readonly httpAgent: Agent;
  readonly httpsAgent: Agent;
}

/**
 * Has a client of the AWS SDK connect as the hub does: through its proxy, or directly. For S3, STS and IoT alike:
 *
 *     new S3Client({ requestHandler: { ...requestHandlerFor(config, configFile), connectionTimeout: 5_000 } })
 *
 * Destroying the client closes the connections. Requests fail with a ProxyError if the proxy is why.
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-proxies.html
 * @param configFile path of hub.json.
 * @throws ConfigurationError if the proxy of the environment cannot be used.
 */
export function requestHandlerFor(config: HubConfig, configFile: string): RoutedRequestHandler {
  const agent = new RoutedAgent(hubRoutes(config, configFile));
  return { httpAgent: agent, httpsAgent: agent };
}

/** Decides for each request, as a client sends them to several hosts. */
class RoutedAgent extends Agent {
  private readonly direct = { http: new HttpAgent(POOL), https: new HttpsAgent(POOL) };
  private readonly tunnels = new Map<Proxy, TunnelAgent>();

  constructor(private readonly routeTo: RouteTo) {
    super(POOL);
  }

  override connect(_request: ClientRequest, { host, port, secureEndpoint }: AgentConnectOpts): HttpAgent {
    const scheme = secureEndpoint ? 'https' : 'http';
    const { proxy } = this.routeTo(new URL(`${scheme}://${bracketed(host ?? '')}:${port}`));
    return proxy === undefined ? this.direct[scheme] : this.tunnel(proxy);
  }

  override destroy(): void {
    for (const agent of [this.direct.http, this.direct.https, ...this.tunnels.values()]) agent.destroy();
    super.destroy();
  }

  private tunnel(proxy: Proxy): TunnelAgent {
    const agent = this.tunnels.get(proxy) ?? new TunnelAgent(proxy, { ...POOL, limit: TUNNEL_LIMIT });
    this.tunnels.set(proxy, agent);
    return agent;
  }
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
