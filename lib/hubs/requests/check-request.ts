import { ConfigurationError } from '../../../config/errors';
import {
  requestText,
  type ShadowCertificateRequest,
} from '../../../packages/data-hub/src/shadow/shadow-document';
import { type CertificateRequest, checkCertificateRequest } from '../enrolment/certificate-request';
import type { Certificate } from '../fleet/certificates';
import type { Thing } from '../fleet/thing';
import { invitationOf } from '../fleet/invitation-note';
import { Refusal } from './refusal';
import { isSignedBy, requestIdOf } from './signatures';

/** A request that may be granted: whose key signed for it, and what it asks for. */
export interface GrantableRequest {
  readonly request: CertificateRequest;
  /** The hub's certificate in use, or the claim certificate of its enrolment file. */
  readonly signer: Certificate;
  readonly kind: 'renewal' | 'enrolment';
}

/**
 * Decides whether a hub's request may be granted. A session of the hub alone does not do: the key of a certificate
 * that is active has to have signed for exactly this request.
 * @param certificates all of the thing's, the claim's included
 * @throws Refusal
 */
export async function checkRequest(
  asked: ShadowCertificateRequest,
  { thing, certificates, now }: { thing: Thing; certificates: readonly Certificate[]; now: Date },
): Promise<GrantableRequest> {
  const { thingName, notes } = thing;
  if (requestIdOf(asked.csr) !== asked.id) {
    throw new Refusal('REQUEST_ID', 'the id of the request is not that of its text; make a new request');
  }
  const signer = certificates.find(({ id }) => id === asked.certificateId);
  if (signer === undefined) {
    throw new Refusal(
      'SIGNER_UNKNOWN',
      `certificate ${asked.certificateId} does not belong to this hub; ask the operators for a new enrolment file`,
    );
  }
  if (signer.status !== 'ACTIVE') {
    throw new Refusal(
      'SIGNER_INACTIVE',
      `certificate ${signer.id} is ${signer.status}; ask the operators for a new enrolment file`,
    );
  }
  const text = requestText(thingName, { id: asked.id, certificateId: signer.id });
  if (!isSignedBy(signer, text, asked.signature)) {
    throw new Refusal(
      'SIGNATURE_INVALID',
      `the request is not signed by the key of certificate ${signer.id}; if this hub did not ask, revoke it`,
    );
  }
  const invitation = invitationOf(notes);
  const kind = invitation?.certificateId === signer.id ? 'enrolment' : 'renewal';
  if (kind === 'enrolment' && invitation !== undefined && invitation.expires <= now) {
    throw new Refusal(
      'INVITATION_EXPIRED',
      `the enrolment file expired on ${invitation.expires.toISOString()}; ask the operators for a new one`,
    );
  }
  if (kind === 'renewal' && notes.renewalForbidden !== undefined) {
    throw new Refusal(
      'RENEWAL_FORBIDDEN',
      `the operators have forbidden this hub to renew its certificate since ${notes.renewalForbidden}; ask them`,
    );
  }
  const request = await readRequest(asked.csr, thingName);
  // Keys of certificates that are retired or revoked are refused where certificates are issued.
  const forbidden = certificates.filter(({ id }) => id === signer.id || id === invitation?.certificateId);
  if (forbidden.some(({ keyFingerprint }) => keyFingerprint === request.keyFingerprint)) {
    throw new Refusal('KEY_REUSED', 'the request is for a key that this hub already uses; make a new key');
  }
  return { request, signer, kind };
}

async function readRequest(csr: string, thingName: string): Promise<CertificateRequest> {
  try {
    return await checkCertificateRequest(csr, thingName, 'request');
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const reasons = error.problems.map(({ fix }) => `the request ${fix}`).join('; ');
    throw new Refusal('REQUEST_OF_ANOTHER', reasons);
  }
}
