import { createHash } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/** Published with the certificates: https://www.amazontrust.com/repository/ */
const AMAZON_ROOT_CA_1 =
  '8E:CD:E6:88:4F:3D:87:B1:12:5B:A3:1A:C3:FC:B1:3D:70:16:DE:7F:57:CC:90:4F:E1:CB:97:C6:AE:98:19:6E';

/**
 * AmazonRootCA1 as PEM, from the root certificates that Node.js brings along.
 * @throws RangeError if this Node.js does not bring it.
 */
export function amazonRootCa1(roots: readonly string[] = rootCertificates): string {
  const found = roots.find((pem) => fingerprintOf(pem) === AMAZON_ROOT_CA_1);
  if (found === undefined) throw new RangeError('this Node.js does not know AmazonRootCA1');
  return `${found.trim()}\n`;
}

/** Of the certificate's bytes: to read more than a hundred certificates takes twenty times as long as to hash them. */
function fingerprintOf(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----[^-]*-----/g, ''), 'base64');
  return (createHash('sha256').update(der).digest('hex').match(/../g) ?? []).join(':').toUpperCase();
}
