import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { type Proxy, type RouteTo } from '../proxy/route';
import { TunnelAgent } from '../proxy/tunnel-agent';
import { FetchError } from './errors';
import { connectionError } from './connection-error';
import {
  credentialsHeaders,
  credentialsPath,
  type CredentialsRequest,
  type CredentialsResponse,
  type Transport,
} from './transport';

/** Milliseconds until DNS, TCP and TLS are done, until the answer is complete, and the most bytes of a body. */
export interface TransportLimits {
  readonly connect: number;
  readonly total: number;
  readonly bodyBytes: number;
}

export const TRANSPORT_LIMITS: TransportLimits = { connect: 5_000, total: 10_000, bodyBytes: 64 * 1024 };

/** A tunnel has to be there in this part of the time for connecting, so that it is told what took long. */
const TUNNEL_SHARE = 0.8;

export interface HttpsTransportOptions {
  /** Decides about a proxy, anew for each request. @default - no proxy */
  readonly routeTo?: RouteTo;
  /** @default - {@link TRANSPORT_LIMITS} */
  readonly limits?: TransportLimits;
}

/** A transport over HTTPS with the hub's certificate and a key from a file, TLS 1.2 or better. No connection is kept. */
export function httpsTransport({
  routeTo = () => ({ because: 'no proxy is used' }),
  limits = TRANSPORT_LIMITS,
}: HttpsTransportOptions = {}): Transport<string> {
  return (request, signal) =>
    new Promise<CredentialsResponse>((resolve, reject) => {
      const { proxy } = routeTo(new URL(request.endpoint));
      const place = placeOf(request.endpoint, proxy);
      // A connection or a TLS session of an earlier certificate must not serve a later one.
      const tunnel = proxy && new TunnelAgent(proxy, { limit: limits.connect * TUNNEL_SHARE });
      const fail = (error: unknown): void => {
        clearTimeout(connecting);
        clearTimeout(overall);
        signal?.removeEventListener('abort', stop);
        reject(error instanceof FetchError ? error : connectionError(error, place));
        outgoing.destroy();
        tunnel?.destroy();
      };
      const timedOut = (what: string, milliseconds: number) => (): void => {
        fail(
          new FetchError(
            'TIMED_OUT',
            'transient',
            `${what} took more than ${milliseconds / 1000} s: ${place}`,
          ),
        );
      };
      const stop = (): void => {
        fail(new FetchError('STOPPED', 'transient', 'stopped while fetching credentials'));
      };
      const connecting = setTimeout(
        timedOut('connecting to the credentials provider', limits.connect),
        limits.connect,
      );
      const overall = setTimeout(
        timedOut('the answer of the credentials provider', limits.total),
        limits.total,
      );

      let outgoing: ReturnType<typeof httpsRequest>;
      try {
        outgoing = httpsRequest({ ...requestOptions(request), agent: tunnel ?? false });
      } catch (error) {
        // A certificate or key that TLS cannot use is refused before there is a request.
        clearTimeout(connecting);
        clearTimeout(overall);
        reject(connectionError(error, place));
        return;
      }
      outgoing.once('socket', (socket) =>
        socket.once('secureConnect', () => {
          clearTimeout(connecting);
        }),
      );
      outgoing.on('error', fail);
      outgoing.once('response', (response) => {
        readBody(response, limits.bodyBytes).then((body) => {
          clearTimeout(connecting);
          clearTimeout(overall);
          signal?.removeEventListener('abort', stop);
          resolve({
            status: response.statusCode ?? 0,
            date: response.headers.date,
            errorType: [response.headers['x-amzn-errortype']].flat()[0],
            body,
          });
          outgoing.destroy();
        }, fail);
      });
      if (signal?.aborted === true) stop();
      else signal?.addEventListener('abort', stop, { once: true });
      outgoing.end();
    });
}

function requestOptions(request: CredentialsRequest<string>): RequestOptions {
  const { hostname, port } = new URL(request.endpoint);
  return {
    method: 'GET',
    host: hostname,
    port: port === '' ? 443 : Number(port),
    path: credentialsPath(request),
    headers: credentialsHeaders(request),
    // AWS picks the account's endpoint by SNI; an IP address cannot be sent as one.
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    cert: request.certificate,
    key: request.privateKey,
    ca: request.rootCa,
    minVersion: 'TLSv1.2',
  };
}

/** A server as messages name it, with the proxy on the way to it. */
export function placeOf(endpoint: string, proxy: Proxy | undefined): string {
  return proxy === undefined ? endpoint : `${endpoint} through the proxy ${proxy.origin}`;
}

async function readBody(response: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) {
      throw new FetchError(
        'BAD_RESPONSE',
        'transient',
        `the credentials provider answered more than ${limit} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
