import { createHash } from 'node:crypto';
import { requestText, type ShadowCertificateRequest } from '../shadow/shadow-document';

/** Whose key signs for a request: the hub's certificate in use, or that of its enrolment file. */
export interface RequestSigner {
  /** SHA-256 of the certificate in hexadecimal, which is also its id at AWS IoT. */
  readonly certificateId: string;
  /** Beginning of the certificate's dates, in milliseconds since 1970. */
  readonly notBefore: number;
  /** Signs a text with its key: SHA-256, base64. */
  readonly sign: (text: string) => string;
}

/** SHA-256 of a PKCS#10 request in DER, in hexadecimal: what hub and platform call it by. */
export function requestIdOf(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return createHash('sha256').update(der).digest('hex');
}

/** What the hub reports to get a certificate. @param now in milliseconds since 1970. */
export function shadowRequest(
  thingName: string,
  csr: string,
  { certificateId, sign }: RequestSigner,
  now: number,
): ShadowCertificateRequest {
  const id = requestIdOf(csr);
  const signature = sign(requestText(thingName, { id, certificateId }));
  return { id, csr, certificateId, signature, at: new Date(now).toISOString() };
}
