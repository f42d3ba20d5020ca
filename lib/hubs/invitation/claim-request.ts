import { newKeyWithRequest } from '../../../packages/data-hub/src/csr/certificate-request';
import { type CertificateRequest, checkCertificateRequest } from '../enrolment/certificate-request';

/**
 * Key and request of a claim certificate. Unlike a hub's own, its key is made where the operator is, and travels:
 * that is why it opens nothing but the request for another one.
 */
export async function newClaim(
  thingName: string,
): Promise<{ readonly privateKey: string; readonly request: CertificateRequest }> {
  const { privateKey, request } = await newKeyWithRequest(thingName);
  return { privateKey, request: await checkCertificateRequest(request, thingName, 'claim') };
}
