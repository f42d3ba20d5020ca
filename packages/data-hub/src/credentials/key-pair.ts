import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { HubFiles } from '../hub-config';
import { parseThingName } from '../hub-name';
import { HubKeyPairError } from './errors';

/** A certificate with its private key, checked to belong together. */
export interface KeyPair {
  /** PEM; may hold a chain. */
  readonly certificate: string;
  /** PEM, not encrypted. Secret. */
  readonly privateKey: string;
  /** SHA-256 of the certificate in hexadecimal, which is also its id at AWS IoT. */
  readonly certificateId: string;
  /** Common name of the certificate, if it has one. */
  readonly commonName?: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** The text of the hub's certificate and key, as they stand on disk at one moment. */
export interface PairTexts {
  readonly certificate: string;
  /** Secret. */
  readonly privateKey: string;
}

/**
 * Checks that a certificate and a private key can be used, together, by one hub. Whether the dates of the
 * certificate are right is for the server to say: the machine's clock may be wrong.
 * @param files where the texts come from, which is how problems name them.
 * @param thingName identity of the hub, as `hub.json` has it.
 * @throws HubKeyPairError that says what to do; never quotes the key.
 */
export function checkedKeyPair(texts: PairTexts, files: HubFiles, thingName: string): KeyPair {
  const x509 = parseCertificate(texts.certificate, files.certificate);
  const key = parsePrivateKey(texts.privateKey, files.privateKey);
  if (!x509.checkPrivateKey(key)) {
    if (isOfLaterCertificate(key, texts.certificate)) {
      throw new HubKeyPairError(
        'HUB_CERTIFICATE_INVALID',
        `${files.certificate}: begins with the certificate of a CA; put the hub's certificate first, and those of CAs below it`,
      );
    }
    throw new HubKeyPairError(
      'HUB_KEY_MISMATCH',
      `${files.privateKey}: does not belong to ${files.certificate}; put the key back with whose request the hub was enrolled, or enrol again`,
    );
  }
  const owner = commonName(x509);
  // A certificate that AWS names itself has another common name, which says nothing.
  if (owner !== undefined && owner !== thingName && parseThingName(owner) !== undefined) {
    throw new HubKeyPairError(
      'HUB_CERTIFICATE_OF_ANOTHER_HUB',
      `${files.certificate}: is for ${JSON.stringify(owner)}, but hub.json is for "${thingName}"; use files of one bundle`,
    );
  }
  return {
    ...texts,
    certificateId: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    ...(owner === undefined ? {} : { commonName: owner }),
    notBefore: Date.parse(x509.validFrom),
    notAfter: Date.parse(x509.validTo),
  };
}

/** Whether a key belongs to a certificate of the text that is not the first, which is the one that TLS shows. */
function isOfLaterCertificate(key: KeyObject, text: string): boolean {
  const [, ...later] = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return later.some((pem) => {
    try {
      return new X509Certificate(pem).checkPrivateKey(key);
    } catch {
      return false;
    }
  });
}

/** @throws HubKeyPairError if the text is no PEM certificate. */
export function checkedRootCa(text: string, file: string): string {
  parseCertificate(text, file, 'HUB_ROOT_CA_INVALID');
  return text;
}

function parseCertificate(
  text: string,
  file: string,
  code: 'HUB_CERTIFICATE_INVALID' | 'HUB_ROOT_CA_INVALID' = 'HUB_CERTIFICATE_INVALID',
): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw new HubKeyPairError(
      code,
      `${file}: is not a PEM certificate; copy it from the bundle that enrolling the hub wrote`,
    );
  }
}

function parsePrivateKey(text: string, file: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(text)) {
    throw new HubKeyPairError(
      'HUB_KEY_ENCRYPTED',
      `${file}: is encrypted, and a hub starts unattended; decrypt it once with: openssl pkey -in KEY -out NEW_KEY`,
    );
  }
  try {
    return createPrivateKey(text);
  } catch {
    // The reason of OpenSSL is left out: it may quote what stands in the file.
    throw new HubKeyPairError(
      'HUB_KEY_INVALID',
      `${file}: is not a PEM private key; put the key back that the csr command made, or enrol again`,
    );
  }
}

function commonName(x509: X509Certificate): string | undefined {
  return /^CN=(.*)$/m.exec(x509.subject)?.[1];
}
