import { createHash, type KeyObject } from 'node:crypto';

/** SHA-256 of a public key in its usual form (SubjectPublicKeyInfo), in hexadecimal digits. */
export function keyFingerprint(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
