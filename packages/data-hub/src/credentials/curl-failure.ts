import type { ProgramEnd } from '../keys/run-program';
import { connectionError } from './connection-error';
import type { ProxyError } from '../proxy/proxy-error';
import type { Proxy } from '../proxy/route';
import { refusedTunnel, unreachableProxy } from '../proxy/tunnel-failure';
import { FetchError } from './errors';
import { placeOf } from './https-transport';

/** Exit codes of curl: https://curl.se/docs/manpage.html#EXIT */
const EXIT = {
  proxyDns: 5,
  dns: 6,
  connect: 7,
  timeout: 28,
  tls: 35,
  engineMissing: 53,
  engineUnusable: 54,
  emptyReply: 52,
  send: 55,
  receive: 56,
  key: 58,
  notTrusted: 60,
  tooLarge: 63,
  engineInit: 66,
} as const;
/** Those about the hub's own key. curl 7.88 says 58 if there is no engine. */
const ABOUT_THE_KEY: readonly number[] = [EXIT.engineMissing, EXIT.engineUnusable, EXIT.key, EXIT.engineInit];
/** And what it says, with the first of them too, about a certificate that does not fit its key. */
const OTHER_KEY = /does not match the certificate/i;

/** What curl is asked to say on standard error at the end: what OpenSSL has against the server's certificate. */
export const WRITE_OUT = '%{stderr}\\n[verify-result %{ssl_verify_result}] [proxy-answer %{http_connect}]\\n';

const OK = 200;

/** Whether curl did not get as far as the server, because of the key. */
export function isAboutTheKey({ by, status, errors }: ProgramEnd): boolean {
  if (by === 'missing' || by === 'killed') return true;
  return by === 'exit' && status !== undefined && ABOUT_THE_KEY.includes(status) && !OTHER_KEY.test(errors);
}

/** What Node.js calls OpenSSL's results of a verification: https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/ */
const VERIFY_RESULTS: Readonly<Partial<Record<number, string>>> = {
  9: 'CERT_NOT_YET_VALID',
  10: 'CERT_HAS_EXPIRED',
  18: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  19: 'SELF_SIGNED_CERT_IN_CHAIN',
  20: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  21: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  26: 'INVALID_PURPOSE',
};
/** OpenSSL's errors for the alerts of a server: 1000 and the alert's number, in hexadecimal. */
const ALERT = /error:0A000([0-9A-F]{3}):/i;
const FIRST_ALERT = 1000;
const LAST_ALERT = 1255;

/** Says what a request of curl's that failed means, in the same words as for a request of this process. */
export function curlFailure(
  ended: ProgramEnd,
  {
    endpoint,
    proxy,
    limits,
  }: {
    readonly endpoint: string;
    readonly proxy: Proxy | undefined;
    readonly limits: { readonly connect: number; readonly total: number };
  },
): FetchError {
  const place = placeOf(endpoint, proxy);
  const ofProxy = proxy && proxyFailure(ended, endpoint, proxy);
  if (ofProxy !== undefined) return connectionError(ofProxy, place);
  if (ended.by === 'aborted')
    return new FetchError('STOPPED', 'transient', 'stopped while fetching credentials');
  if (ended.by === 'too-much' || ended.status === EXIT.tooLarge) {
    return new FetchError('BAD_RESPONSE', 'transient', 'the credentials provider answered too much');
  }
  if (ended.by === 'timeout' || ended.status === EXIT.timeout) {
    const text = `the answer of the credentials provider took more than ${limits.total / 1000} s (the connection: ${limits.connect / 1000} s): ${place}`;
    return new FetchError('TIMED_OUT', 'transient', text);
  }
  if (ended.status === EXIT.key) {
    const text =
      "the private key in the token does not belong to the hub's certificate; data-hub doctor tells more";
    return new FetchError('HUB_KEY_MISMATCH', 'local', text);
  }
  return connectionError(asNodeSays(ended), place);
}

/** What went wrong before there was a tunnel to the server, if that is why. */
function proxyFailure(
  { status, errors }: ProgramEnd,
  endpoint: string,
  proxy: Proxy,
): ProxyError | undefined {
  if (status === EXIT.proxyDns) return unreachableProxy({ code: 'ENOTFOUND' }, proxy);
  // With a proxy, connections are to it, and so are names looked up.
  if (status === EXIT.connect) return unreachableProxy({ code: 'ECONNREFUSED' }, proxy);
  const answer = Number(/proxy-answer (\d+)/.exec(errors)?.[1] ?? 0);
  if (answer === 0 || answer === OK) return undefined;
  const { host, port } = new URL(endpoint);
  const target = port === '' ? `${host}:443` : host;
  return refusedTunnel({ statusCode: answer, headers: {} }, target, proxy, proxy.loginIn !== undefined);
}

/** The error that Node.js would have made of it. */
function asNodeSays({ status, errors }: ProgramEnd): Error & { readonly code: string } {
  const error = (code: string, message = ''): Error & { readonly code: string } =>
    Object.assign(new Error(message), { code });
  switch (status) {
    case EXIT.dns:
      return error('ENOTFOUND');
    case EXIT.connect:
      return error('ECONNREFUSED');
    case EXIT.notTrusted: {
      if (/subject name/i.test(errors)) return error('ERR_TLS_CERT_ALTNAME_INVALID');
      const result = Number(/verify-result (\d+)/.exec(errors)?.[1]);
      return error(VERIFY_RESULTS[result] ?? 'CERT_REJECTED');
    }
    case EXIT.tls:
    case EXIT.send:
    case EXIT.receive: {
      const number = Number.parseInt(ALERT.exec(errors)?.[1] ?? '', 16);
      if (number >= FIRST_ALERT && number <= LAST_ALERT) {
        return error('ERR_SSL_ALERT', `SSL alert number ${number - FIRST_ALERT}`);
      }
      return error(status === EXIT.tls ? 'ERR_SSL_HANDSHAKE' : 'ECONNRESET');
    }
    case EXIT.emptyReply:
      return error('ECONNRESET');
    default:
      return error(`curl ${status ?? 'unknown'}`);
  }
}
