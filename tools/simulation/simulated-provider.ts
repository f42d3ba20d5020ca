import { connectionError } from '../../packages/data-hub/src/credentials/connection-error';
import { FetchError } from '../../packages/data-hub/src/credentials/errors';
import { TRANSPORT_LIMITS } from '../../packages/data-hub/src/credentials/https-transport';
import type {
  CredentialsRequest,
  CredentialsResponse,
  Transport,
} from '../../packages/data-hub/src/credentials/transport';
import { pause } from '../../packages/data-hub/src/credentials/runtime';
import type { ProxyError } from '../../packages/data-hub/src/proxy/proxy-error';
import type { Proxy } from '../../packages/data-hub/src/proxy/route';
import {
  refusedTunnel,
  silentProxy,
  unreachableProxy,
} from '../../packages/data-hub/src/proxy/tunnel-failure';
import type { Fault, FaultSchedule } from './fault-schedule';
import type { SeededRandom } from './seeded-random';
import type { VirtualRuntime } from './virtual-runtime';

const SECOND = 1000;
/** Length of a session, in milliseconds. */
export const SESSION = 3600 * SECOND;

const PROXY: Proxy = {
  origin: 'http://proxy',
  setIn: 'hub.json',
  loginGoesInto: 'a file',
  login: () => 'simulated:simulated',
};
const TARGET = 'provider:443';

/** The credentials provider and the way to it, in virtual time, with the faults of a schedule. */
export class SimulatedProvider {
  /** When each request was sent, in milliseconds from the start. */
  readonly requests: number[] = [];
  private inFlight = 0;
  mostInFlight = 0;
  /** Certificates that get credentials. */
  readonly active = new Set<string>();
  /** When sessions really end, by access key id. */
  readonly ends = new Map<string, number>();
  /** End of the session that was issued last; never before that of an earlier one. */
  lastEnd = 0;
  revoked = false;
  onSuccess: (certificate: string) => void = () => undefined;
  private episode = 0;
  private issued = 0;

  constructor(
    private readonly runtime: VirtualRuntime,
    private readonly random: SeededRandom,
    private readonly schedule: FaultSchedule,
  ) {}

  readonly transport: Transport = async (request) => {
    this.requests.push(this.runtime.monotonic());
    this.inFlight++;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      return await this.answer(request);
    } finally {
      this.inFlight--;
    }
  };

  /** The fault of this moment. */
  private fault(): Fault | undefined {
    const now = this.runtime.monotonic();
    const { episodes } = this.schedule;
    while ((episodes[this.episode]?.to ?? Infinity) <= now) this.episode++;
    const episode = episodes[this.episode];
    return episode !== undefined && episode.from <= now ? episode.fault : undefined;
  }

  private async answer({ certificate, endpoint }: CredentialsRequest): Promise<CredentialsResponse> {
    const drawn = this.fault();
    const fault = drawn === 'flaky' ? (this.random.chance(0.7) ? 'reset' : undefined) : drawn;
    const allowed = !this.revoked && this.active.has(certificate);
    await pause(this.runtime, this.delay(fault));
    switch (fault) {
      case 'dns':
        throw new FetchError('DNS_FAILED', 'transient', 'no address');
      case 'reset':
        throw new FetchError('CONNECTION_FAILED', 'transient', 'reset');
      case 'connect-timeout':
      case 'slow-body':
        throw new FetchError('TIMED_OUT', 'transient', 'timed out');
      case 'server-not-trusted':
        throw new FetchError('SERVER_NOT_TRUSTED', 'refused', 'not trusted');
      case 'proxy-down':
      case 'proxy-hangs':
      case 'proxy-503':
      case 'proxy-407':
      case 'proxy-403':
        throw connectionError(proxyError(fault), endpoint);
      case 'bad-body':
        return this.response(200, '{"credentials":null}');
      case '429':
      case '500':
      case '503':
      case '400':
      case '403':
      case '404':
        return this.response(Number(fault), '{"message":"fault"}');
      case undefined:
        return allowed ? this.success(certificate) : this.response(403, '{"message":"Access Denied"}');
    }
  }

  private delay(fault: Fault | undefined): number {
    if (fault === 'connect-timeout' || fault === 'proxy-hangs') return TRANSPORT_LIMITS.connect;
    return fault === 'slow-body' ? TRANSPORT_LIMITS.total : this.random.between(20, SECOND);
  }

  private success(certificate: string): CredentialsResponse {
    const expiresAt = Math.floor((this.runtime.trueTime() + SESSION) / SECOND) * SECOND;
    const accessKeyId = `ASIA${this.issued++}`;
    this.lastEnd = expiresAt - this.runtime.epoch;
    this.ends.set(accessKeyId, this.lastEnd);
    this.onSuccess(certificate);
    const expiration = new Date(expiresAt).toISOString();
    const credentials = { accessKeyId, secretAccessKey: 'simulated', sessionToken: 'simulated', expiration };
    return this.response(200, JSON.stringify({ credentials }));
  }

  private response(status: number, body: string): CredentialsResponse {
    // The library looks at the date of a success only.
    return status === 200
      ? { status, body, date: new Date(this.runtime.trueTime()).toUTCString() }
      : { status, body };
  }
}

/** What the hub's own code makes of such a proxy. */
function proxyError(fault: Extract<Fault, `proxy-${string}`>): ProxyError {
  if (fault === 'proxy-down') return unreachableProxy({ code: 'ECONNREFUSED' }, PROXY);
  if (fault === 'proxy-hangs') return silentProxy(PROXY, TARGET, TRANSPORT_LIMITS.connect);
  const statusCode = Number(fault.slice('proxy-'.length));
  return refusedTunnel({ statusCode, headers: {} }, TARGET, PROXY, true);
}
