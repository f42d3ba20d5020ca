import { X509Certificate } from 'node:crypto';
import {
  AttachThingPrincipalCommand,
  DescribeCertificateCommand,
  DetachThingPrincipalCommand,
  DeleteCertificateCommand,
  type IoTClient,
  paginateListCertificates,
  paginateListThingPrincipals,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { isAwsError } from '../../account/aws-call-error';
import type { Platform } from '../../account/open-platform';
import { keyFingerprint } from './key-fingerprint';

export type CertificateStatus = 'ACTIVE' | 'INACTIVE' | 'REVOKED';

/** A certificate as AWS IoT has it. */
export interface Certificate {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly arn: string;
  /** `ACTIVE`, `INACTIVE`, `REVOKED`, or a state that this program never sets. */
  readonly status: string;
  readonly createdAt: Date;
  /** When its status changed last. */
  readonly changedAt: Date;
  readonly pem: string;
  /** Of its public key, as of a request's; empty if the certificate cannot be read. */
  readonly keyFingerprint: string;
}

/** How far the clocks of an operator and of AWS may be apart, in milliseconds. */
const CLOCK_DIFFERENCE = 15 * 60_000;

/** Every certificate of a thing, oldest first. */
export async function certificatesOf(platform: Platform, thingName: string): Promise<Certificate[]> {
  const found: Certificate[] = [];
  for await (const page of paginateListThingPrincipals({ client: platform.clients.iot }, { thingName })) {
    for (const arn of page.principals ?? []) {
      const certificate = arn.includes(':cert/') ? await readCertificate(platform, idOf(arn)) : undefined;
      if (certificate !== undefined) found.push(certificate);
    }
  }
  return found.sort(byAge);
}

/** The certificate, or nothing. */
export async function readCertificate({ clients }: Platform, id: string): Promise<Certificate | undefined> {
  try {
    const { certificateDescription: found } = await clients.iot.send(
      new DescribeCertificateCommand({ certificateId: id }),
    );
    const pem = found?.certificatePem ?? '';
    return {
      id,
      arn: found?.certificateArn ?? '',
      status: found?.status ?? 'unknown',
      createdAt: found?.creationDate ?? new Date(0),
      changedAt: found?.lastModifiedDate ?? new Date(0),
      pem,
      keyFingerprint: fingerprintOf(pem),
    };
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

/**
 * Inactive certificates for a key that were made since a moment, attached or not: what a run that broke off left.
 * Newest certificates come first, so that this ends at the first page that is older.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_ListCertificates.html
 */
export async function inactiveCertificatesSince(
  platform: Platform,
  fingerprint: string,
  since: Date,
): Promise<Certificate[]> {
  const found: Certificate[] = [];
  const earliest = since.getTime() - CLOCK_DIFFERENCE;
  const client = platform.clients.iot;
  for await (const { certificates = [] } of paginateListCertificates({ client }, { ascendingOrder: false })) {
    const recent = certificates.filter(({ creationDate }) => (creationDate?.getTime() ?? 0) >= earliest);
    for (const { certificateId = '', status } of recent) {
      if (status !== 'INACTIVE') continue;
      const certificate = await readCertificate(platform, certificateId);
      if (certificate?.keyFingerprint === fingerprint) found.push(certificate);
    }
    if (certificates.length > 0 && recent.length === 0) break;
  }
  return found.sort(byAge);
}

export async function setStatus(
  { clients }: Platform,
  { id: certificateId }: Pick<Certificate, 'id'>,
  newStatus: CertificateStatus,
): Promise<void> {
  await clients.iot.send(new UpdateCertificateCommand({ certificateId, newStatus }));
}

/**
 * Deletes a certificate that was never active, whether it is attached to the thing or not.
 * @returns false if another run has made it active meanwhile; it is left as it was then.
 */
export async function discardCertificate(
  { clients: { iot } }: Platform,
  { id: certificateId, arn: principal }: Certificate,
  thingName: string,
): Promise<boolean> {
  const detached = await iot
    .send(new DetachThingPrincipalCommand({ thingName, principal }))
    .then(() => true, unlessMissing);
  try {
    await iot.send(new DeleteCertificateCommand({ certificateId, forceDelete: true })).catch(unlessMissing);
    return true;
  } catch (error) {
    if (!isAwsError(error, 'CertificateStateException')) throw error;
    if (detached) await attachToThing(iot, thingName, principal);
    return false;
  }
}

/** One certificate speaks for one hub: the attachment is refused if another thing has it. */
export async function attachToThing(iot: IoTClient, thingName: string, principal: string): Promise<void> {
  await iot.send(
    new AttachThingPrincipalCommand({ thingName, principal, thingPrincipalType: 'EXCLUSIVE_THING' }),
  );
}

export function idOf(certificateArn: string): string {
  return certificateArn.slice(certificateArn.lastIndexOf('/') + 1);
}

function unlessMissing(error: unknown): boolean {
  if (isAwsError(error, 'ResourceNotFoundException')) return false;
  throw error;
}

function byAge(one: Certificate, other: Certificate): number {
  return one.createdAt.getTime() - other.createdAt.getTime() || one.id.localeCompare(other.id);
}

function fingerprintOf(pem: string): string {
  try {
    return keyFingerprint(new X509Certificate(pem).publicKey);
  } catch {
    return '';
  }
}
