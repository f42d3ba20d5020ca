import { X509Certificate } from 'node:crypto';
import { amazonRootCa1 } from '../amazon-root-ca';
import { isOnThisMachine } from '../configuration/endpoints';
import {
  HandshakeTimeoutError,
  nameInOneLine,
  type ServerCertificate,
  serverCertificate,
} from '../server-certificate';
import { connectionError } from '../credentials/connection-error';
import { placeOf, TRANSPORT_LIMITS } from '../credentials/https-transport';
import type { CredentialsRequest } from '../credentials/transport';
import type { Proxy } from '../proxy/route';
import { TunnelAgent } from '../proxy/tunnel-agent';
import { type CheckResult, fail, failure, ok } from './check';

/** What is known about the way to the server. */
export interface TlsContext {
  /** File of the root CA. */
  readonly rootCaFile: string;
  /** In milliseconds since 1970. */
  readonly now: number;
  /** @default - the server is reached directly */
  readonly proxy?: Proxy | undefined;
}

/** What a server that is not trusted is compared with. */
export interface Trust extends TlsContext {
  readonly endpoint: string;
  /** Text of the root CA. */
  readonly rootCa: string;
  /** Whether the server's certificate leads to AmazonRootCA1. */
  readonly isAmazons: boolean;
}

const WRONG_HOST = 'ERR_TLS_CERT_ALTNAME_INVALID';
const OUT_OF_DATE = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const NO_TLS = 'ERR_SSL_WRONG_VERSION_NUMBER';

/**
 * Whether the server is there, and its certificate leads to the root CA. Shows the hub's certificate, too, which a
 * server may insist on, unless its key is in a token; sends nothing else.
 */
export async function checkTls(
  { endpoint, rootCa, certificate: cert, privateKey: key }: CredentialsRequest,
  context: TlsContext,
): Promise<CheckResult> {
  const ours = typeof key === 'string' ? { cert, key } : {};
  const timeout = TRANSPORT_LIMITS.connect;
  const look = async (ca: string): Promise<ServerCertificate> => {
    const agent = context.proxy && new TunnelAgent(context.proxy, { limit: timeout });
    try {
      return await serverCertificate({ endpoint, ca, ...ours, timeout, agent });
    } finally {
      agent?.destroy();
    }
  };
  try {
    const shown = await look(rootCa);
    if (shown.problem === undefined) {
      return ok('tls', `${shown.protocol} with a certificate issued by ${quoted(shown.issuer)}`);
    }
    const isAmazons = (await look(amazonRootCa1())).problem === undefined;
    return untrusted(shown, { ...context, endpoint, rootCa, isAmazons });
  } catch (error) {
    if (typeof key !== 'string' && wantsCertificate(error)) {
      return ok(
        'tls',
        "it asks for the hub's certificate at once, which the request for credentials shows it",
      );
    }
    return unreachable(error, endpoint, context.proxy);
  }
}

/** Names the certificate that a server shows, and why it is not trusted. */
export function untrusted(shown: ServerCertificate, trust: Trust): CheckResult {
  const { endpoint, rootCaFile, rootCa, now } = trust;
  const { hostname } = new URL(endpoint);
  const certificate = `the certificate of ${endpoint} (${shown.subject}; issued by ${shown.issuer})`;
  if (shown.problem === WRONG_HOST) {
    return fail(
      'tls',
      `${certificate} is for ${shown.names.join(', ')}, not for ${hostname}`,
      'correct credentialsEndpoint in hub.json: enrolling the hub again writes it; if it is right, DNS on this machine leads to another server',
    );
  }
  const root = new X509Certificate(rootCa);
  if (OUT_OF_DATE.includes(shown.problem ?? '')) {
    const isRoot = isWithin(now, shown.validFrom, shown.validTo);
    const [what, from, to] = isRoot
      ? [`the root CA in ${rootCaFile}`, new Date(root.validFrom), new Date(root.validTo)]
      : [certificate, shown.validFrom, shown.validTo];
    return fail(
      'tls',
      `${what} is valid from ${from.toISOString()} to ${to.toISOString()}, and this machine's clock says ${new Date(now).toISOString()}`,
      isRoot
        ? 'set the clock (NTP); if it is right, enrol the hub again, which writes the root CA of today'
        : 'set the clock (NTP); if it is right, whoever runs the server has to renew its certificate',
    );
  }
  const trusted = nameInOneLine(root.subject);
  return fail(
    'tls',
    `${certificate} does not lead to the root CA of hub.json, ${quoted(trusted)} in ${rootCaFile} (${shown.problem ?? ''})`,
    otherCa(shown, trusted, trust),
  );
}

/** What to do about a certificate that is another CA's. */
function otherCa(
  { root }: ServerCertificate,
  trusted: string,
  { endpoint, rootCaFile, isAmazons, proxy }: Trust,
): string {
  const { hostname } = new URL(endpoint);
  if (isAmazons)
    return `put AmazonRootCA1 into ${rootCaFile}: it is in the bundle that enrolling the hub wrote`;
  if (!isOnThisMachine(endpoint)) {
    if (proxy !== undefined) {
      return `the proxy ${proxy.origin}, or a firewall behind it, opens TLS with a certificate of ${quoted(root)}: have its administrators exempt ${hostname} from TLS inspection; a hub cannot be made to trust it, because its own certificate would not get through either`;
    }
    return `if ${quoted(root)} is a proxy or firewall that opens TLS, have it exempt ${hostname}; if not, tell the platform's operators`;
  }
  return root === trusted
    ? 'the emulated account was started again, with a new CA and nothing of the hub: enrol the hub again'
    : 'an emulated account has a CA of its own: source the file that npm run local names, and enrol the hub again (or use enroll --root-ca)';
}

function unreachable(error: unknown, endpoint: string, proxy: Proxy | undefined): CheckResult {
  if (error instanceof HandshakeTimeoutError) {
    return fail('tls', error.message, 'let this machine connect to that host and port (firewall, proxy)');
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') {
    return fail(
      'tls',
      `nothing listens at ${endpoint} (${code})`,
      isOnThisMachine(endpoint)
        ? 'start the emulated account (npm run local), and enrol the hub in it: it forgets everything when it ends'
        : 'let this machine connect to that host and port (firewall, proxy)',
    );
  }
  if (code === NO_TLS) {
    return fail(
      'tls',
      `what answers at ${placeOf(endpoint, proxy)} does not speak TLS (${code})`,
      'a proxy or a login page of the network answers in its place: let this machine connect to it directly',
    );
  }
  return failure('tls', connectionError(error, placeOf(endpoint, proxy)));
}

/** Alerts of a server without the certificate that it asked for: handshake_failure, bad_certificate, certificate_required. */
function wantsCertificate(error: unknown): boolean {
  return /SSL alert number (?:40|42|116)\b/.test(String((error as Partial<Error> | undefined)?.message));
}

function isWithin(now: number, from: Date, to: Date): boolean {
  return from.getTime() <= now && now <= to.getTime();
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
