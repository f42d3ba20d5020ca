import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot';
import { AwsCallError } from '../../account/aws-call-error';
import type { Hub, Platform } from '../../account/open-platform';
import { type Certificate, discardCertificate, inactiveCertificatesSince } from '../fleet/certificates';
import type { CertificateRequest } from './certificate-request';

/**
 * Has AWS make an inactive certificate for a request.
 * @param undo is given what takes the certificate back, also one of whose making the answer was lost.
 */
export async function createCertificate(
  platform: Platform,
  request: CertificateRequest,
  hub: Hub,
  undo: (step: () => Promise<unknown>) => void,
): Promise<Certificate> {
  const startedAt = platform.clock.now();
  const discardOthers = async (id?: string): Promise<void> => {
    for (const other of await inactiveCertificatesSince(platform, request.keyFingerprint, startedAt)) {
      if (other.id !== id) await discardCertificate(platform, other, hub.thingName);
    }
  };
  try {
    const made = await platform.clients.iot.send(
      new CreateCertificateFromCsrCommand({ certificateSigningRequest: request.pem, setAsActive: false }),
    );
    const certificate = {
      id: made.certificateId ?? '',
      arn: made.certificateArn ?? '',
      pem: made.certificatePem ?? '',
      status: 'INACTIVE',
      createdAt: startedAt,
      changedAt: startedAt,
      keyFingerprint: request.keyFingerprint,
    };
    undo(() => discardCertificate(platform, certificate, hub.thingName));
    // An attempt whose answer was lost may have made another one.
    if ((made.$metadata.attempts ?? 1) > 1) await discardOthers(certificate.id);
    return certificate;
  } catch (error) {
    if (error instanceof AwsCallError && error.code === 'AWS_UNREACHABLE') undo(discardOthers);
    throw error;
  }
}
