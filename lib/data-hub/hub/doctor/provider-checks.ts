import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { HubConfig } from '../../hub-config';
import { WRONG_CLOCK } from '../credentials/clock-watch';
import { connectionError } from '../credentials/connection-error';
import { FetchError } from '../credentials/errors';
import { TRANSPORT_LIMITS } from '../credentials/https-transport';
import type { SessionKeys } from '../credentials/identity';
import { issuedCredentials } from '../credentials/response';
import type { CredentialsRequest, CredentialsResponse, Transport } from '../credentials/transport';
import { type CheckName, type CheckResult, fail, ok, skipped } from './check';
import { sawAndFix } from './file-checks';

/** What the credentials provider shows; keys are there if it issued some. */
export interface ProviderChecks {
  readonly results: readonly CheckResult[];
  /** Secret. */
  readonly keys?: SessionKeys;
}

export async function checkDns({ credentialsEndpoint }: HubConfig): Promise<CheckResult> {
  const { hostname } = new URL(credentialsEndpoint);
  try {
    const addresses = await lookup(hostname, { all: true });
    return ok('dns', `${hostname} is ${addresses.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    return failure('dns', connectionError(error, credentialsEndpoint));
  }
}

/** Whether the server is there, and its certificate leads to the root CA. Shows the hub's certificate, too. */
export function checkTls({
  endpoint,
  rootCa,
  certificate,
  privateKey,
}: CredentialsRequest): Promise<CheckResult> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: port === '' ? 443 : Number(port),
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ca: rootCa,
      cert: certificate,
      key: privateKey,
      minVersion: 'TLSv1.2',
      timeout: TRANSPORT_LIMITS.connect,
    });
    const done = (result: CheckResult): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('secureConnect', () => {
      const issuer = socket.getPeerCertificate().issuer.CN;
      done(
        ok(
          'tls',
          `${socket.getProtocol() ?? 'TLS'} with a certificate issued by ${[issuer].flat().join(', ')}`,
        ),
      );
    });
    socket.once('timeout', () => {
      const seconds = TRANSPORT_LIMITS.connect / 1000;
      done(
        fail(
          'tls',
          `no TLS connection to ${endpoint} within ${seconds} s`,
          'let this machine connect to that host and port (firewall, proxy)',
        ),
      );
    });
    socket.once('error', (error) => {
      done(failure('tls', connectionError(error, endpoint)));
    });
  });
}

/** Asks for credentials once: what the server's clock says, and whether the role alias gives some. */
export async function checkCredentials(
  request: CredentialsRequest,
  transport: Transport,
  wall: () => number,
): Promise<ProviderChecks> {
  let response: CredentialsResponse;
  try {
    response = await transport(request);
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return { results: [skipped('clock', 'the server did not answer'), failure('credentials', error)] };
  }
  const clock = checkClock(response.date, wall());
  try {
    const { keys, expiresAt } = issuedCredentials(response);
    const saw = `${request.roleAlias} gave credentials until ${new Date(expiresAt).toISOString()}`;
    return { results: [clock, ok('credentials', saw)], keys };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return { results: [clock, failure('credentials', error)] };
  }
}

function checkClock(date: string | undefined, now: number): CheckResult {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return skipped('clock', 'the server did not say what time it is');
  const ahead = now - server;
  const saw = `${new Date(now).toISOString()} here, ${new Date(server).toISOString()} at the server`;
  return Math.abs(ahead) > WRONG_CLOCK
    ? fail('clock', saw, 'set the clock of this machine (NTP): AWS refuses requests that are 5 minutes off')
    : ok('clock', saw);
}

function failure(check: CheckName, { message }: FetchError): CheckResult {
  return fail(check, ...sawAndFix(message));
}
