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
import { TRANSPORT_LIMITS } from '../credentials/https-transport';
import type { CredentialsRequest } from '../credentials/transport';
import { type CheckResult, fail, failure, ok } from './check';

/** What a server that is not trusted is compared with. */
export interface Trust {
  readonly endpoint: string;
  /** File of the root CA, and its text. */
  readonly rootCaFile: string;
  readonly rootCa: string;
  /** Whether the server's certificate leads to AmazonRootCA1. */
  readonly isAmazons: boolean;
  /** In milliseconds since 1970. */
  readonly now: number;
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
  rootCaFile: string,
  now: number,
): Promise<CheckResult> {
  const look = (ca: string): Promise<ServerCertificate> =>
    serverCertificate({
      endpoint,
      ca,
      ...(typeof key === 'string' ? { cert, key } : {}),
      timeout: TRANSPORT_LIMITS.connect,
    });
  try {
    const shown = await look(rootCa);
    if (shown.problem === undefined) {
      return ok('tls', `${shown.protocol} with a certificate issued by ${quoted(shown.issuer)}`);
    }
    const isAmazons = (await look(amazonRootCa1())).problem === undefined;
    return untrusted(shown, { endpoint, rootCaFile, rootCa, isAmazons, now });
  } catch (error) {
    if (typeof key !== 'string' && wantsCertificate(error)) {
      return ok(
        'tls',
        "it asks for the hub's certificate at once, which the request for credentials shows it",
      );
    }
    return unreachable(error, endpoint);
  }
}

/** Names the certificate that a server shows, and why it is not trusted. */
export function untrusted(shown: ServerCertificate, trust: Trust): CheckResult {
  const { endpoint, rootCaFile, rootCa, isAmazons, now } = trust;
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
    otherCa(shown, { hostname, trusted, rootCaFile, isAmazons, isLocal: isOnThisMachine(endpoint) }),
  );
}

/** What to do about a certificate that is another CA's. */
function otherCa(
  { root }: ServerCertificate,
  {
    hostname,
    trusted,
    rootCaFile,
    isAmazons,
    isLocal,
  }: {
    readonly hostname: string;
    readonly trusted: string;
    readonly rootCaFile: string;
    readonly isAmazons: boolean;
    readonly isLocal: boolean;
  },
): string {
  if (isAmazons)
    return `put AmazonRootCA1 into ${rootCaFile}: it is in the bundle that enrolling the hub wrote`;
  if (!isLocal) {
    return `if ${quoted(root)} is a proxy or firewall that opens TLS, have it exempt ${hostname}; if not, tell the platform's operators`;
  }
  return root === trusted
    ? 'the emulated account was started again, with a new CA and nothing of the hub: enrol the hub again'
    : 'an emulated account has a CA of its own: source the file that npm run local names, and enrol the hub again (or use enroll --root-ca)';
}

function unreachable(error: unknown, endpoint: string): CheckResult {
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
      `what answers at ${endpoint} does not speak TLS (${code})`,
      'a proxy or a login page of the network answers in its place: let this machine connect to it directly',
    );
  }
  return failure('tls', connectionError(error, endpoint));
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
