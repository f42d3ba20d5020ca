import type { Hub, Platform } from '../../account/open-platform';
import { discardCertificate, readCertificate, setStatus } from '../fleet/certificates';
import { noteUntilDone, type Thing } from '../fleet/thing';
import { invitationOf } from '../fleet/invitation-note';

/**
 * Makes an enrolment file useless: its certificate gets no more credentials, and is deleted, so that nobody takes
 * it for one of the hub's. Sessions that it has got end within a quarter of an hour, and can do nothing but ask.
 * @returns whether there was a certificate still.
 */
export async function withdrawClaim(platform: Platform, { thingName, notes }: Thing): Promise<boolean> {
  const invitation = invitationOf(notes);
  const claim =
    invitation === undefined ? undefined : await readCertificate(platform, invitation.certificateId);
  if (claim === undefined) return false;
  if (claim.status === 'ACTIVE') await setStatus(platform, claim, 'INACTIVE');
  await discardCertificate(platform, claim, thingName);
  return true;
}

/** The same, and nothing on the thing tells of it any more. */
export async function forgetInvitation(platform: Platform, thing: Thing): Promise<void> {
  await withdrawClaim(platform, thing);
  const hub: Hub = thing;
  await noteUntilDone(platform, hub, { invitation: '' });
}
