// Has to come first: the library of certificates needs it when it is loaded.
import 'reflect-metadata';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { readBoundedFile } from '../../../config/bounded-file';
import { ConfigurationError } from '../../../config/errors';
import { decodePem, otherEncodingFix } from '../../../config/text-encoding';
import { keyFingerprint } from '../fleet/key-fingerprint';

/** A certificate request that was checked: whoever made it has the private key, and names this hub. */
export interface CertificateRequest {
  readonly pem: string;
  /** For example `P-256` or `RSA-2048`. */
  readonly keyType: string;
  /** {@link keyFingerprint} of its public key. Says which request it is, however often it was signed anew. */
  readonly keyFingerprint: string;
}

const MAX_BYTES = 65_536;
const MIN_RSA_BITS = 2048;
const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
]);
const WEAK_HASHES = ['SHA-1', 'MD5'];
/**
 * Object identifiers of the kinds of fields (prime-field, characteristic-two-field) that stand in a key with explicit
 * parameters of its curve, and in no other: https://www.rfc-editor.org/rfc/rfc3279#section-2.3.5
 */
const FIELD_TYPES = ['06072a8648ce3d0101', '06072a8648ce3d0102'].map((hex) => Buffer.from(hex, 'hex'));
const EXPLICIT_PARAMETERS_FIX =
  'has a key with explicit parameters of its curve instead of its name (-param_enc explicit), which TLS does not take; on the hub convert the key with: openssl pkey -in KEY -ec_param_enc named_curve -out NEW_KEY, and make a new request from it with: openssl req -new -key NEW_KEY -subj /CN=THING';
const KEYS_FIX = 'make one with data-hub csr: the key has to be P-256, P-384, or RSA of 2048 bits or more';

/**
 * Reads a hub's certificate request from a file.
 * @throws ConfigurationError if it is none, of another hub, not signed by its own key, or of a weak key.
 */
export async function readCertificateRequest(file: string, thingName: string): Promise<CertificateRequest> {
  let text: ReturnType<typeof decodePem>;
  try {
    if (statSync(file).size > MAX_BYTES) throw refused(file, `is not a certificate request: it is too large`);
    text = decodePem(readBoundedFile(file));
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw refused(file, reason === 'ENOENT' ? 'does not exist' : `cannot be read (${reason})`);
  }
  if (typeof text !== 'string') throw refused(file, otherEncodingFix(text));
  return checkCertificateRequest(text, thingName, file);
}

/**
 * Checks the text of a certificate request.
 * @param place how problems name it.
 * @throws ConfigurationError as {@link readCertificateRequest} does.
 */
export async function checkCertificateRequest(
  text: string,
  thingName: string,
  place: string,
): Promise<CertificateRequest> {
  if (text.includes('PRIVATE KEY')) {
    throw refused(
      place,
      'holds a private key, which must not leave its hub; give the request only, and make a new key',
    );
  }
  const blocks = text.match(/-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----[^-]+-----END [A-Z ]+-----/g) ?? [];
  const [pem] = blocks;
  if (pem === undefined || blocks.length > 1) throw refused(place, 'is not one certificate request in PEM');
  const { request, publicKey } = parsed(pem, place);
  const keyType = acceptedKey(publicKey, place);
  const hash = (request.signatureAlgorithm as { hash?: { name?: string } }).hash?.name ?? '';
  if (WEAK_HASHES.includes(hash)) throw refused(place, `is signed with ${hash}; sign it with SHA-256`);
  if (!(await request.verify().catch(() => false))) {
    throw refused(place, 'is not signed by its own key: it was damaged or put together; make a new one');
  }
  const names = request.subjectName.getField('CN');
  if (names.length !== 1 || names[0] !== thingName) {
    throw refused(
      place,
      `is of ${names.length === 0 ? 'nobody' : names.map((name) => JSON.stringify(name)).join(', ')}, ` +
        `not of hub "${thingName}"; check --organization and --hub, or make the request anew`,
    );
  }
  return { pem: `${pem}\n`, keyType, keyFingerprint: keyFingerprint(publicKey) };
}

function parsed(pem: string, place: string): { request: Pkcs10CertificateRequest; publicKey: KeyObject } {
  try {
    const request = new Pkcs10CertificateRequest(pem);
    const key = Buffer.from(request.publicKey.rawData);
    if (FIELD_TYPES.some((type) => key.includes(type))) throw refused(place, EXPLICIT_PARAMETERS_FIX);
    return { request, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) };
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw refused(place, 'is not a certificate request that can be read; make a new one with data-hub csr');
  }
}

function acceptedKey(key: KeyObject, place: string): string {
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec') {
    const curve = CURVES.get(namedCurve);
    if (curve !== undefined) return curve;
    throw refused(place, `has a key on the curve ${namedCurve}; ${KEYS_FIX}`);
  }
  if (key.asymmetricKeyType === 'rsa') {
    if (modulusLength >= MIN_RSA_BITS) return `RSA-${modulusLength}`;
    throw refused(place, `has an RSA key of ${modulusLength} bits; ${KEYS_FIX}`);
  }
  throw refused(place, `has a key of the kind ${key.asymmetricKeyType ?? 'unknown'}; ${KEYS_FIX}`);
}

function refused(place: string, fix: string): ConfigurationError {
  return new ConfigurationError([{ place: `--csr ${place}`, fix }]);
}
