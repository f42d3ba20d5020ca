/** Where a private key is that never leaves its token: a TPM, a smart card, an HSM. */
export interface TokenKey {
  /** PKCS#11 URI of the key, without a PIN: https://www.rfc-editor.org/rfc/rfc7512 */
  readonly uri: string;
  /** Absolute path of the token's PKCS#11 module. @default - what p11-kit has configured on this machine */
  readonly module?: string | undefined;
  /** Absolute path of the file that holds the token's PIN and nothing else, mode 0600. */
  readonly pinFile: string;
}

/** A hub's private key: PEM, not encrypted, which is secret; or where it is in a token, which is not. */
export type PrivateKey = string | TokenKey;

/** Where a hub's private key is: the absolute path of its file, or its place in a token. */
export type PrivateKeyPlace = string | TokenKey;

/** Whether two keys are the same one, as far as their texts show. */
export function isSameKey(one: PrivateKey, other: PrivateKey): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.uri === other.uri && one.module === other.module && one.pinFile === other.pinFile;
}
