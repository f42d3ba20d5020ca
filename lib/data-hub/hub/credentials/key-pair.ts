import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { parseThingName } from '../../hub-name';
import { HubKeyPairError } from './errors';

/** A certificate with its private key, checked to belong together. */
export interface KeyPair {
  /** PEM; may hold a chain. */
  readonly certificate: string;
  /** PEM, not encrypted. Secret. */
  readonly privateKey: string;
  /** SHA-256 of the certificate in hexadecimal, which is also its id at AWS IoT. */
  readonly certificateId: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/**
 * Checks that a certificate and a private key can be used, together, by one hub. Whether the dates of the
 * certificate are right is for the server to say: the machine's clock may be wrong.
 * @param thingName identity of the hub, as `hub.json` has it.
 * @throws HubKeyPairError that says what to do; never quotes the key.
 */
export function checkedKeyPair(certificate: string, privateKey: string, thingName: string): KeyPair {
  const x509 = parseCertificate(certificate);
  const key = parsePrivateKey(privateKey);
  if (!x509.checkPrivateKey(key)) {
    throw new HubKeyPairError(
      'HUB_KEY_MISMATCH',
      'the certificate and the private key do not belong together; put the key back with whose request the hub was enrolled, or enrol again',
    );
  }
  const owner = commonName(x509);
  // A certificate that AWS names itself has another common name, which says nothing.
  if (owner !== thingName && owner !== undefined && parseThingName(owner) !== undefined) {
    throw new HubKeyPairError(
      'HUB_CERTIFICATE_OF_ANOTHER_HUB',
      `the certificate is for ${JSON.stringify(owner)}, but hub.json is for "${thingName}"; use files of one bundle`,
    );
  }
  return {
    certificate,
    privateKey,
    certificateId: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: Date.parse(x509.validFrom),
    notAfter: Date.parse(x509.validTo),
  };
}

function parseCertificate(certificate: string): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch {
    throw new HubKeyPairError(
      'HUB_CERTIFICATE_INVALID',
      'the certificate is not a PEM certificate; copy it from the bundle that enrolling the hub wrote',
    );
  }
}

function parsePrivateKey(privateKey: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(privateKey)) {
    throw new HubKeyPairError(
      'HUB_KEY_ENCRYPTED',
      'the private key is encrypted, and a hub starts unattended; decrypt it once with: openssl pkey -in KEY -out NEW_KEY',
    );
  }
  try {
    return createPrivateKey(privateKey);
  } catch {
    // The reason of OpenSSL is left out: it may quote what stands in the file.
    throw new HubKeyPairError(
      'HUB_KEY_INVALID',
      'the private key is not a PEM private key; put the key back that the csr command made, or enrol again',
    );
  }
}

function commonName(x509: X509Certificate): string | undefined {
  return /^CN=(.*)$/m.exec(x509.subject)?.[1];
}
