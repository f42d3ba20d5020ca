import { ProxyError, type ProxyErrorCode } from '../proxy/proxy-error';
import { FetchError } from './errors';
import type { FailureKind } from './refresh-schedule';

/** Codes of Node.js for a server's certificate that does not lead to the root CA, or is for another host. */
const NOT_TRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const NOT_IN_TIME = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
/** Whether a failure on the way to the server passes by itself. */
const PROXY_KINDS: Readonly<Record<ProxyErrorCode, FailureKind>> = {
  PROXY_FAILED: 'transient',
  PROXY_REFUSED: 'refused',
  PROXY_CREDENTIALS_UNUSABLE: 'local',
};
const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);

/**
 * Says what a failed connection means: which side has to be put right, and whether it passes by itself.
 * @param endpoint named in the message, with the proxy on the way to it.
 */
export function connectionError(error: unknown, endpoint: string): FetchError {
  if (error instanceof ProxyError) return new FetchError(error.code, PROXY_KINDS[error.code], error.message);
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown reason';
  if (DNS.has(code)) {
    return new FetchError(
      'DNS_FAILED',
      'transient',
      `no address found for ${endpoint} (${code}); check DNS on this machine`,
    );
  }
  if (NOT_IN_TIME.has(code)) {
    return new FetchError(
      'SERVER_NOT_TRUSTED',
      'refused',
      `by this machine's clock, ${new Date().toISOString()}, the certificate of ${endpoint} is outside its validity period (${code}); set the clock (NTP)`,
    );
  }
  if (NOT_TRUSTED.has(code)) {
    return new FetchError(
      'SERVER_NOT_TRUSTED',
      'refused',
      `the certificate of ${endpoint} does not lead to rootCaFile of hub.json, or is for another host (${code}); data-hub doctor names it, and the cause`,
    );
  }
  if (refusesCertificate(error, code)) {
    return new FetchError(
      'CERTIFICATE_REFUSED',
      'refused',
      `${endpoint} refused the hub's certificate (${code}); it may be revoked or expired: ask the platform's operators`,
    );
  }
  if (/^ERR_(?:OSSL|SSL)_/.test(code)) {
    return new FetchError('CONNECTION_FAILED', 'transient', `TLS with ${endpoint} failed (${code})`);
  }
  return new FetchError('CONNECTION_FAILED', 'transient', `connection to ${endpoint} failed (${code})`);
}

/** TLS alerts about a client's certificate: https://www.iana.org/assignments/tls-parameters (TLS Alerts). */
const CERTIFICATE_ALERTS = new Set([41, 42, 43, 44, 45, 46, 48, 49, 51, 116]);

/** How a revoked certificate is told is not documented: an alert like these, or a 403. */
function refusesCertificate(error: unknown, code: string): boolean {
  // While shaking hands (TLS 1.2) Node.js has one code for all alerts, and the number in the message.
  const alert = /SSL alert number (\d+)/.exec(String((error as Partial<Error> | undefined)?.message))?.[1];
  return (
    (alert !== undefined && CERTIFICATE_ALERTS.has(Number(alert))) ||
    /^ERR_SSL_.*ALERT.*(?:CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)/.test(code)
  );
}
