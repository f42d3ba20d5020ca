import { FetchError, type FetchFailureCode, HubKeyPairError } from './errors';
import type { SessionKeys } from './identity';
import type { KeyPair } from './key-pair';
import type { KeyPairSource, UsablePairs } from './key-pair-source';
import { SESSION_MARGIN } from './refresh-schedule';
import { issuedCredentials } from './response';
import type { Runtime } from './runtime';
import type { Transport } from './transport';

/** What one successful fetch brought. */
export interface FetchedCredentials {
  readonly keys: SessionKeys;
  /** End of the session less a margin, on the monotonic clock, so that no jump of the machine's clock moves it. */
  readonly validUntil: number;
  /** Milliseconds from the fetch to `validUntil`. */
  readonly lifetime: number;
  /** End of the session by the server's clock, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Milliseconds by which the machine's clock is behind the server's; undefined if the server did not say. */
  readonly skew: number | undefined;
  /** SHA-256 of the certificate that was used. */
  readonly certificateId: string;
  /** Beginning and end of that certificate's dates, in milliseconds since 1970. */
  readonly certificateBegins: number;
  readonly certificateEnds: number;
  /** Another certificate was used than the last time. */
  readonly certificateChanged: boolean;
  /** Why the certificate on disk was not used. */
  readonly pairProblem?: HubKeyPairError | FetchError;
}

export interface FetcherOptions {
  readonly endpoint: string;
  readonly roleAlias: string;
  readonly thingName: string;
  readonly pairs: KeyPairSource;
  readonly transport: Transport;
  readonly runtime: Runtime;
}

/** Longest session that AWS IoT issues: 12 hours. */
const MAX_SESSION = 12 * 3_600_000;
/** Failures after which an older pair would fare no better; it is not tried then, to spare the server. */
const NOT_THE_CERTIFICATE: readonly FetchFailureCode[] = [
  'DNS_FAILED',
  'PROXY_FAILED',
  'PROXY_REFUSED',
  'PROXY_CREDENTIALS_UNUSABLE',
  'THROTTLED',
  'SERVER_FAILED',
  'STOPPED',
];

/** Fetches credentials once, one request at a time: with the pair on disk, else with the one that worked last. */
export class CredentialsFetcher {
  constructor(private readonly options: FetcherOptions) {}

  /** @throws HubKeyPairError if the hub's files cannot be used, which is seen without a request. */
  async checkFiles(): Promise<KeyPair> {
    await this.options.pairs.rootCa();
    return (await this.options.pairs.load()).pairs[0];
  }

  /** @throws FetchError that says why there are none, and whether that passes by itself. */
  async fetch(signal?: AbortSignal): Promise<FetchedCredentials> {
    const { pairs, problem } = await this.usablePairs();
    const [first, second] = pairs;
    try {
      return {
        ...(await this.fetchWith(first, signal)),
        ...(problem === undefined ? {} : { pairProblem: problem }),
      };
    } catch (error) {
      if (!(error instanceof FetchError) || second === undefined) throw error;
      if (NOT_THE_CERTIFICATE.includes(error.code)) throw error;
      return { ...(await this.fetchWith(second, signal)), pairProblem: error };
    }
  }

  private async usablePairs(): Promise<UsablePairs> {
    try {
      return await this.options.pairs.load();
    } catch (error) {
      throw localError(error);
    }
  }

  private async fetchWith(pair: KeyPair, signal: AbortSignal | undefined): Promise<FetchedCredentials> {
    const { endpoint, roleAlias, thingName, transport, runtime, pairs } = this.options;
    const rootCa = await pairs.rootCa().catch((error: unknown) => {
      throw localError(error);
    });
    const { certificate, privateKey } = pair;
    const startedAt = runtime.monotonic();
    const startedWall = runtime.wall();
    const request = { endpoint, roleAlias, thingName, certificate, privateKey, rootCa };
    const { keys, expiresAt, answeredAt } = await transport(request, signal)
      .then(issuedCredentials)
      .catch((error: unknown) => {
        throw withCertificateDates(error, pair, startedWall);
      });
    const elapsed = runtime.monotonic() - startedAt;
    // The server answered after the request began: counted from there, a session can only seem shorter.
    const lifetime = expiresAt - (answeredAt ?? startedWall) - SESSION_MARGIN;
    if (lifetime <= elapsed || lifetime > MAX_SESSION) {
      throw new FetchError(
        'BAD_RESPONSE',
        'transient',
        `the credentials provider answered with a session that ends ${new Date(expiresAt).toISOString()}, which cannot be`,
      );
    }
    return {
      keys,
      validUntil: startedAt + lifetime,
      lifetime,
      expiresAt,
      // The Date has whole seconds, so it stands for half a second later on average.
      skew: answeredAt === undefined ? undefined : answeredAt + 500 - (startedWall + elapsed / 2),
      certificateId: pair.certificateId,
      certificateBegins: pair.notBefore,
      certificateEnds: pair.notAfter,
      certificateChanged: pairs.prove(pair),
    };
  }
}

/**
 * A failure is told with the dates of the certificate, if they explain it: some servers refuse one that is out of
 * its dates, others just end the connection. The machine's clock may be wrong, too.
 */
function withCertificateDates(error: unknown, { notBefore, notAfter }: KeyPair, now: number): unknown {
  if (!(error instanceof FetchError) || (notBefore <= now && now <= notAfter)) return error;
  if (error.kind !== 'refused' && error.code !== 'CONNECTION_FAILED') return error;
  const [from, to] = [notBefore, notAfter].map((time) => new Date(time).toISOString());
  return new FetchError(
    error.code,
    error.kind,
    `${error.message}; the hub's certificate is valid from ${from} to ${to}, and this machine's clock says ${new Date(now).toISOString()}`,
  );
}

function localError(error: unknown): unknown {
  return error instanceof HubKeyPairError ? new FetchError(error.code, 'local', error.message) : error;
}
