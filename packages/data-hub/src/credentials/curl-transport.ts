import type { TokenKey } from '../keys/private-key';
import { type ProgramEnd, runProgram } from '../keys/run-program';
import { TokenKeyError } from '../keys/token-error';
import { ENGINE_MISSING } from '../keys/token-failure';
import { uriWithPinFile } from '../keys/token-uri';
import { endedWell, useToken } from '../keys/token-use';
import type { Proxy } from '../proxy/route';
import { ProxyError } from '../proxy/proxy-error';
import { connectionError } from './connection-error';
import { curlFailure, isAboutTheKey, WRITE_OUT } from './curl-failure';
import { FetchError } from './errors';
import { type HttpsTransportOptions, TRANSPORT_LIMITS } from './https-transport';
import {
  credentialsHeaders,
  credentialsPath,
  type CredentialsRequest,
  type CredentialsResponse,
  type Transport,
} from './transport';

/** How curl is told of a key in a token: by OpenSSL's engine, or from curl 8.12 on by its provider. */
const BY_ENGINE = { engine: 'pkcs11', 'key-type': 'ENG' } as const;
const BY_PROVIDER = { 'key-type': 'PROV' } as const;

/** Milliseconds by which this process waits longer for curl than curl for the server: a token is slow to sign. */
const MARGIN = 10_000;
const SECOND = 1000;

/**
 * A transport for a key in a token: `curl` makes the request, because the TLS of Node.js cannot use such a key.
 * TLS 1.2 or better, the root CA of `hub.json` and no other, no redirects; its arguments hold nothing of the hub.
 * https://curl.se/docs/manpage.html#--key
 */
export function curlTransport({
  routeTo = () => ({ because: 'no proxy is used' }),
  limits = TRANSPORT_LIMITS,
}: HttpsTransportOptions = {}): Transport<TokenKey> {
  return async (request, signal) => {
    const { proxy } = routeTo(new URL(request.endpoint));
    try {
      const throughProxy = proxySettings(proxy);
      const ended = await useToken(
        'curl',
        request.privateKey,
        async ({ folder, environment }) => {
          const files = {
            cert: folder.write('certificate.pem', request.certificate),
            cacert: folder.write('root-ca.pem', request.rootCa),
            // Without it Debian's curl trusts the CAs of the machine, too.
            capath: folder.path,
          };
          const run = (way: Settings): Promise<ProgramEnd> =>
            runProgram('curl', ['--disable', '--config', '-'], {
              environment,
              input: settingsText({ ...settingsOf(request, limits), ...throughProxy, ...files, ...way }),
              timeout: limits.total + MARGIN,
              limit: limits.bodyBytes * 2,
              signal,
            });
          const first = await run(BY_ENGINE);
          return ENGINE_MISSING.test(first.errors) ? run(BY_PROVIDER) : first;
        },
        (end) => !isAboutTheKey(end),
      );
      if (!endedWell(ended)) throw curlFailure(ended, { endpoint: request.endpoint, proxy, limits });
      return responseOf(ended.output, limits.bodyBytes);
    } catch (error) {
      if (error instanceof TokenKeyError) throw new FetchError(error.code, 'local', error.message);
      throw error instanceof ProxyError ? connectionError(error, request.endpoint) : error;
    }
  };
}

type Settings = Readonly<Record<string, string | number | true | readonly string[]>>;

function settingsOf(
  request: CredentialsRequest<TokenKey>,
  limits: { readonly connect: number; readonly total: number; readonly bodyBytes: number },
): Settings {
  return {
    url: `${new URL(request.endpoint).origin}${credentialsPath(request)}`,
    header: Object.entries(credentialsHeaders(request)).map(([name, value]) => `${name}: ${value}`),
    key: uriWithPinFile(request.privateKey),
    'tlsv1.2': true,
    proto: '=https',
    'http1.1': true,
    'connect-timeout': limits.connect / SECOND,
    'max-time': limits.total / SECOND,
    'max-filesize': limits.bodyBytes,
    silent: true,
    'show-error': true,
    include: true,
    'suppress-connect-headers': true,
    'write-out': WRITE_OUT,
  };
}

/** What the environment says of proxies counts for nothing: `hub.json` may say otherwise. */
function proxySettings(proxy: Proxy | undefined): Settings {
  if (proxy === undefined) return { noproxy: '*' };
  const login = proxy.login();
  return {
    proxy: proxy.origin,
    noproxy: '',
    ...(login === undefined ? {} : { 'proxy-user': login, 'proxy-basic': true }),
  };
}

/** A configuration as curl reads it: https://curl.se/docs/manpage.html#-K */
function settingsText(settings: Settings): string {
  const line = (name: string, value: string | number | true): string =>
    value === true ? name : `${name} = "${String(value).replace(/["\\]/g, (special) => `\\${special}`)}"`;
  return Object.entries(settings)
    .flatMap(([name, value]) =>
      typeof value === 'object' ? value.map((each) => line(name, each)) : [line(name, value)],
    )
    .join('\n');
}

const END_OF_HEADERS = '\r\n\r\n';

/** Takes apart what curl wrote: status line, headers, body. */
function responseOf(output: Buffer, bodyBytes: number): CredentialsResponse {
  let rest = output.toString('utf8');
  for (;;) {
    const end = rest.indexOf(END_OF_HEADERS);
    const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(rest)?.[1]);
    if (end === -1 || Number.isNaN(status)) {
      throw new FetchError('BAD_RESPONSE', 'transient', 'the credentials provider did not answer in HTTP');
    }
    const headers = rest.slice(0, end);
    rest = rest.slice(end + END_OF_HEADERS.length);
    // 1xx come before the answer.
    if (status >= 200) {
      if (Buffer.byteLength(rest) > bodyBytes) {
        const fault = `the credentials provider answered more than ${bodyBytes} bytes`;
        throw new FetchError('BAD_RESPONSE', 'transient', fault);
      }
      return {
        status,
        date: header(headers, 'date'),
        errorType: header(headers, 'x-amzn-errortype'),
        body: rest,
      };
    }
  }
}

function header(headers: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'im').exec(headers.replaceAll('\r', ''))?.[1];
}
