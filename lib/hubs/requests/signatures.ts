import { createHash, verify, X509Certificate } from 'node:crypto';
import type { Certificate } from '../fleet/certificates';

/** Whether the key of a certificate signed a text: SHA-256, ECDSA in DER or PKCS #1 v1.5, base64. */
export function isSignedBy(certificate: Pick<Certificate, 'pem'>, text: string, signature: string): boolean {
  try {
    const { publicKey } = new X509Certificate(certificate.pem);
    return verify('sha256', Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    // A certificate or a signature that cannot be read proves nothing.
    return false;
  }
}

/** What hub and platform call a request: the SHA-256 of its DER, in hexadecimal. */
export function requestIdOf(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return createHash('sha256').update(der).digest('hex');
}
