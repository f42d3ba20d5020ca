import { type KeyObject, sign } from 'node:crypto';

/**
 * Signs a text with a private key, SHA-256: ECDSA in DER for keys on curves, PKCS #1 v1.5 for RSA.
 * @param key PEM or key object. Secret.
 * @returns the signature, base64.
 */
export function signWith(key: string | KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text, 'utf8'), key).toString('base64');
}
