import { createPrivateKey, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { parseThingName } from '../hub-name';
import type { HubFiles } from '../hub-config';
import type { PrivateKey, PrivateKeyPlace, TokenKey } from '../keys/private-key';
import { TokenKeyError } from '../keys/token-error';
import { signInToken } from '../keys/token-key';
import { HubKeyPairError } from './errors';

/** A certificate with its private key, checked to belong together. */
export interface KeyPair<Key extends PrivateKey = PrivateKey> {
  /** PEM; may hold a chain. */
  readonly certificate: string;
  /** Secret if it is PEM. */
  readonly privateKey: Key;
  /** SHA-256 of the certificate in hexadecimal, which is also its id at AWS IoT. */
  readonly certificateId: string;
  /** Common name of the certificate, if it has one. */
  readonly commonName?: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** The hub's certificate and key, as they stand on disk at one moment; of a key in a token, where it is. */
export interface PairTexts<Key extends PrivateKey = string> {
  readonly certificate: string;
  /** Secret if it is PEM. */
  readonly privateKey: Key;
}

/**
 * Checks that a certificate and a private key can be used, together, by one hub. Whether the dates of the
 * certificate are right is for the server to say: the machine's clock may be wrong.
 * @param files where the texts come from, which is how problems name them.
 * @param thingName identity of the hub, as `hub.json` has it.
 * @throws HubKeyPairError that says what to do; never quotes the key.
 */
export function checkedKeyPair(texts: PairTexts, files: HubFiles, thingName: string): KeyPair<string> {
  const x509 = parseCertificate(texts.certificate, files.certificate);
  const keyName = nameOf(files.privateKey);
  const key = parsePrivateKey(texts.privateKey, keyName);
  if (!x509.checkPrivateKey(key)) {
    if (isOfLaterCertificate(key, texts.certificate)) {
      throw new HubKeyPairError(
        'HUB_CERTIFICATE_INVALID',
        `${files.certificate}: begins with the certificate of a CA; put the hub's certificate first, and those of CAs below it`,
      );
    }
    throw new HubKeyPairError(
      'HUB_KEY_MISMATCH',
      `${keyName}: does not belong to ${files.certificate}; put the key back with whose request the hub was enrolled, or enrol again`,
    );
  }
  return pairOf(texts, x509, files, thingName);
}

/**
 * The same for a private key in a token, which shows by a signature that it belongs to the certificate.
 * @throws HubKeyPairError as {@link checkedKeyPair} does, or if the token cannot be used.
 */
export async function checkedTokenPair(
  texts: PairTexts<TokenKey>,
  files: HubFiles,
  thingName: string,
): Promise<KeyPair<TokenKey>> {
  const x509 = parseCertificate(texts.certificate, files.certificate);
  const signature = await signInToken(texts.privateKey, CHALLENGE).catch((error: unknown) => {
    throw error instanceof TokenKeyError ? new HubKeyPairError(error.code, error.message) : error;
  });
  if (!verify('sha256', Buffer.from(CHALLENGE), x509.publicKey, signature)) {
    throw new HubKeyPairError(
      'HUB_KEY_MISMATCH',
      `${nameOf(files.privateKey)}: does not belong to ${files.certificate}; correct privateKeyUri in hub.json, or enrol again with a request by this key`,
    );
  }
  return pairOf(texts, x509, files, thingName);
}

/** What a token signs to show that it has the key; nobody else takes such a text for anything. */
const CHALLENGE = 'data-hub: does this key belong to the certificate?';

function pairOf<Key extends PrivateKey>(
  texts: PairTexts<Key>,
  x509: X509Certificate,
  files: HubFiles,
  thingName: string,
): KeyPair<Key> {
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

/** How problems name a key. */
function nameOf(place: PrivateKeyPlace): string {
  return typeof place === 'string' ? place : place.uri;
}
