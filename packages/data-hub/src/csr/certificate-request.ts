// The library of certificates looks for this when it is loaded.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { PemConverter, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

/** AWS IoT takes P-256, and every TLS library does: https://docs.aws.amazon.com/iot/latest/developerguide/device-certs-your-own.html */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A new private key and a request for a certificate of it. Both PEM. */
export interface KeyWithRequest {
  /** PKCS#8, not encrypted. Secret. */
  readonly privateKey: string;
  /** PKCS#10: https://www.rfc-editor.org/rfc/rfc2986 */
  readonly request: string;
}

/**
 * Makes a P-256 key, and signs a request for it with it.
 * @param commonName at most 64 characters, none of which has a meaning in a distinguished name.
 */
export async function newKeyWithRequest(commonName: string): Promise<KeyWithRequest> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [commonName] }],
    keys,
    signingAlgorithm: ALGORITHM,
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    privateKey: `${PemConverter.encode(key, PemConverter.PrivateKeyTag)}\n`,
    request: `${request.toString('pem')}\n`,
  };
}
