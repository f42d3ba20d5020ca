import type { Certificate } from './certificates';
import type { ThingNotes } from './thing';

/** What a thing notes of the enrolment file that its hub was given last. */
export interface Invitation {
  /** Id of the claim certificate in the file. */
  readonly certificateId: string;
  /** After this moment nothing is issued for it. */
  readonly expires: Date;
}

/** The text of the note; attributes of things hold no other characters than these. */
export function invitationNote({ certificateId, expires }: Invitation): string {
  return `${certificateId}@${expires.toISOString()}`;
}

/** Reads the note back; one that cannot be read has expired. */
export function invitationOf({ invitation }: ThingNotes): Invitation | undefined {
  if (invitation === undefined) return undefined;
  const [certificateId = '', moment = ''] = invitation.split('@');
  const expires = new Date(moment);
  return { certificateId, expires: Number.isNaN(expires.getTime()) ? new Date(0) : expires };
}

/** The hub's own certificates: a claim certificate can do nothing but ask for one. */
export function withoutClaim<Some extends Pick<Certificate, 'id'>>(
  certificates: readonly Some[],
  notes: ThingNotes,
): Some[] {
  const claim = invitationOf(notes)?.certificateId;
  return certificates.filter(({ id }) => id !== claim);
}
