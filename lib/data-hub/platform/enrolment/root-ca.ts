import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { ConfigurationError } from '../../../../config/errors';
import { decodePem, otherEncodingFix } from '../../../../config/text-encoding';
import { HUB_FILES } from '../../hub-config';

/** The CA that a hub trusts, with the name of its file in the bundle. */
export interface RootCa {
  readonly file: string;
  readonly pem: string;
}

/** Name of the file with a CA that is not Amazon's. */
const OTHER_CA_FILE = 'root-ca.pem';

/** Published with the certificate: https://www.amazontrust.com/repository/ */
const AMAZON_ROOT_CA_1 =
  '8E:CD:E6:88:4F:3D:87:B1:12:5B:A3:1A:C3:FC:B1:3D:70:16:DE:7F:57:CC:90:4F:E1:CB:97:C6:AE:98:19:6E';

/**
 * AmazonRootCA1 in PEM, from the root certificates that Node.js brings along.
 * @throws RangeError if this Node.js does not bring it.
 */
export function amazonRootCa1(roots: readonly string[] = rootCertificates): RootCa {
  const found = roots.find((pem) => new X509Certificate(pem).fingerprint256 === AMAZON_ROOT_CA_1);
  if (found === undefined) throw new RangeError('this Node.js does not know AmazonRootCA1');
  return { file: HUB_FILES.rootCa, pem: `${found.trim()}\n` };
}

/**
 * Another root CA, for an account that is emulated.
 * @throws ConfigurationError if the file holds none.
 */
export function readRootCa(file: string): RootCa {
  try {
    const pem = decodePem(readFileSync(file));
    if (typeof pem !== 'string') {
      throw new ConfigurationError([{ place: '--root-ca', value: file, fix: otherEncodingFix(pem) }]);
    }
    if (!pem.includes('PRIVATE KEY') && new X509Certificate(pem).ca) {
      return { file: OTHER_CA_FILE, pem: `${pem.trim()}\n` };
    }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
      throw new ConfigurationError([{ place: '--root-ca', value: file, fix: `cannot be read (${code})` }]);
    }
  }
  throw new ConfigurationError([
    { place: '--root-ca', value: file, fix: 'is not the certificate of a CA in PEM' },
  ]);
}
