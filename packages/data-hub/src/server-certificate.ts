import type { X509Certificate } from 'node:crypto';
import type { Agent } from 'node:http';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { type ConnectionOptions, TLSSocket } from 'node:tls';

/** The certificate that a server shows in the TLS handshake. */
export interface ServerCertificate {
  /** For example `TLSv1.3`. */
  readonly protocol: string;
  /** Distinguished names in one line: `O=Amazon, CN=Amazon Root CA 1`. */
  readonly subject: string;
  readonly issuer: string;
  /** Whom the last certificate that the server sent was issued by: the root CA, or nearer to it than `issuer`. */
  readonly root: string;
  /** Host names and addresses that it is for. */
  readonly names: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Node.js's code for what stands against it, for example `SELF_SIGNED_CERT_IN_CHAIN`; none if it is trusted. */
  readonly problem?: string;
}

export interface ServerCertificateOptions extends Pick<ConnectionOptions, 'cert' | 'key'> {
  /** Origin, `https://<host>[:<port>]`. */
  readonly endpoint: string;
  /** CAs that may have signed it, as PEM. */
  readonly ca: string | readonly string[];
  /** Milliseconds until there is a connection. */
  readonly timeout: number;
  /** Connects, for example through a proxy. @default - directly */
  readonly agent?: Agent | undefined;
}

/** No TLS connection came about in time. */
export class HandshakeTimeoutError extends Error {
  constructor(endpoint: string, milliseconds: number) {
    super(`no TLS connection to ${endpoint} within ${milliseconds / 1000} s`);
    this.name = 'HandshakeTimeoutError';
  }
}

const DEFAULT_PORT = 443;

/**
 * Shakes hands with a server and looks at its certificate, whether it is to be trusted or not. Nothing is sent
 * over the connection, which is closed again.
 * @throws HandshakeTimeoutError, or the system's error if there is no TLS connection.
 */
export function serverCertificate({
  endpoint,
  ca,
  cert,
  key,
  timeout,
  agent,
}: ServerCertificateOptions): Promise<ServerCertificate> {
  const { hostname, port } = new URL(endpoint);
  return new Promise<ServerCertificate>((resolve, reject) => {
    // Never ended, so that no byte of it is sent.
    const unsent = request({
      host: hostname,
      port: port === '' ? DEFAULT_PORT : Number(port),
      // AWS picks the account's endpoint by SNI; an IP address cannot be sent as one.
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ca: [ca].flat(),
      minVersion: 'TLSv1.2',
      // Trusting is for the caller, who is told `problem`; what is not trusted is still to be named.
      rejectUnauthorized: false,
      agent: agent ?? false,
    });
    const timer = setTimeout(() => {
      unsent.destroy(new HandshakeTimeoutError(endpoint, timeout));
      // While a proxy is asked, there is no socket that could tell the error.
      reject(new HandshakeTimeoutError(endpoint, timeout));
    }, timeout);
    unsent.once('socket', (socket) => {
      socket.once('secureConnect', () => {
        const shown = socket instanceof TLSSocket ? shownBy(socket) : undefined;
        unsent.destroy();
        if (shown === undefined) reject(new Error(`${endpoint} shows no certificate`));
        else resolve(shown);
      });
    });
    unsent.on('error', reject);
    unsent.once('close', () => {
      clearTimeout(timer);
    });
  });
}

function shownBy(socket: TLSSocket): ServerCertificate | undefined {
  const certificate = socket.getPeerX509Certificate();
  // A code, whatever its declared type says.
  const problem = socket.authorized ? undefined : String(socket.authorizationError);
  return (
    certificate && {
      protocol: socket.getProtocol() ?? 'TLS',
      ...factsOf(certificate),
      ...(problem === undefined ? {} : { problem }),
    }
  );
}

/** A distinguished name in one line. */
export function nameInOneLine(distinguishedName: string): string {
  return distinguishedName.split('\n').join(', ');
}

function factsOf(certificate: X509Certificate): Omit<ServerCertificate, 'protocol' | 'problem'> {
  const { subject, issuer, subjectAltName, validFrom, validTo } = certificate;
  let last = certificate;
  while (last.issuerCertificate !== undefined && last.issuerCertificate !== last)
    last = last.issuerCertificate;
  return {
    subject: nameInOneLine(subject),
    issuer: nameInOneLine(issuer),
    root: nameInOneLine(last.issuer),
    names: (subjectAltName ?? '').split(', ').map((name) => name.replace(/^(?:DNS|IP Address):/, '')),
    validFrom: new Date(validFrom),
    validTo: new Date(validTo),
  };
}
