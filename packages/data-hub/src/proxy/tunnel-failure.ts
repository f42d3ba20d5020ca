import { ProxyError } from './proxy-error';
import type { Proxy } from './route';

/** What a proxy answered to CONNECT. */
export interface ConnectAnswer {
  /** NaN if it was no HTTP. */
  readonly statusCode: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const NO_ADDRESS = /^(?:ENOTFOUND|EAI_)/;
/** Codes of OpenSSL and Node.js for certificates; those for other trouble with TLS begin with ERR_SSL. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|INVALID_CA/;

/** The standard's status, and what tinyproxy 1.11 answers to a wrong password. */
const LOGIN_REFUSED = [407, 401];

/** Says why a proxy cannot be reached. */
export function unreachableProxy(error: unknown, { origin, setIn }: Proxy): ProxyError {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const [saw, fix] = reasonAndFix(code, `the proxy ${origin}`);
  const reason = code === undefined ? saw : `${saw} (${code})`;
  return new ProxyError('PROXY_FAILED', `${reason}; ${fix} (it is set in ${setIn})`);
}

function reasonAndFix(code: string | undefined, proxy: string): [saw: string, fix: string] {
  if (code === undefined)
    return [
      `${proxy} closed the connection without an answer`,
      'check that it is an HTTP proxy, and its port',
    ];
  if (NO_ADDRESS.test(code))
    return [`no address found for ${proxy}`, 'check its name, and DNS on this machine'];
  if (code === 'ECONNREFUSED')
    return [`nothing listens at ${proxy}`, 'check its host and port, and that it runs'];
  if (CERTIFICATE.test(code))
    return [
      `the certificate of ${proxy} is not trusted`,
      'name the file of its CA in the variable NODE_EXTRA_CA_CERTS, or write http:// if it is reached without TLS',
    ];
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return [`${proxy} does not speak TLS`, 'write http:// instead of https://'];
  return [`the connection to ${proxy} failed`, 'check its host and port, and the firewall'];
}

/** Says that a proxy did not answer within so many milliseconds. */
export function silentProxy({ origin, setIn }: Proxy, target: string, milliseconds: number): ProxyError {
  return new ProxyError(
    'PROXY_FAILED',
    `the proxy ${origin} did not connect to ${target} within ${milliseconds / 1000} s; check its host and port, and that it reaches ${target} (it is set in ${setIn})`,
  );
}

/**
 * Says what it means that a proxy answered CONNECT with another status than 200.
 * @param target `<host>:<port>`
 * @param sentLogin whether it was told a user and password.
 */
export function refusedTunnel(
  { statusCode, headers }: ConnectAnswer,
  target: string,
  proxy: Proxy,
  sentLogin: boolean,
): ProxyError {
  const { origin, setIn } = proxy;
  if (Number.isNaN(statusCode)) {
    return new ProxyError(
      'PROXY_FAILED',
      `what answers at the proxy ${origin} does not speak HTTP; check its host and port (it is set in ${setIn})`,
    );
  }
  if (LOGIN_REFUSED.includes(statusCode)) return refusedLogin({ statusCode, headers }, proxy, sentLogin);
  if (statusCode === 403) {
    return new ProxyError(
      'PROXY_REFUSED',
      `the proxy ${origin} does not allow connections to ${target} (403); have its administrators allow CONNECT to that host and port`,
    );
  }
  if (statusCode >= 500 || statusCode === 408 || statusCode === 429) {
    return new ProxyError(
      'PROXY_FAILED',
      `the proxy ${origin} could not connect to ${target} (${statusCode}); if it stays, ask its administrators whether it reaches that host and port`,
    );
  }
  return new ProxyError(
    'PROXY_REFUSED',
    `${origin} answered CONNECT with ${statusCode}, as no proxy for HTTPS does; check host and port in ${setIn}, or ask its administrators`,
  );
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-11.7 */
function refusedLogin(
  { statusCode, headers }: ConnectAnswer,
  { origin, setIn, loginIn, loginGoesInto }: Proxy,
  sentLogin: boolean,
): ProxyError {
  const schemes = [headers['proxy-authenticate'] ?? []]
    .flat()
    .map((challenge) => /^\w{1,20}/.exec(challenge)?.[0] ?? '');
  if (schemes.length > 0 && !schemes.some((scheme) => /^basic$/i.test(scheme))) {
    return new ProxyError(
      'PROXY_REFUSED',
      `the proxy ${origin} accepts ${schemes.join(', ')} only (${statusCode}), and data-hub can only send user and password (Basic); have its administrators allow Basic, or this machine without a login`,
    );
  }
  return sentLogin
    ? new ProxyError(
        'PROXY_REFUSED',
        `the proxy ${origin} refused the user or password in ${loginIn ?? setIn} (${statusCode}); correct them`,
      )
    : new ProxyError(
        'PROXY_REFUSED',
        `the proxy ${origin} demands a user and password (${statusCode}); write them into ${loginGoesInto}`,
      );
}
