import { type Confirmation, confirmationText } from '../../../packages/data-hub/src/shadow/shadow-document';
import { type Certificate, setStatus } from '../fleet/certificates';
import { noteUntilDone } from '../fleet/thing';
import { withoutClaim } from '../fleet/invitation-note';
import { forgetInvitation } from '../invitation/withdraw-claim';
import type { HubRun } from './hub-run';
import { isSignedBy } from './signatures';

/** What a hub's confirmation has brought about. */
export interface Confirmed {
  readonly certificateId: string;
  /** Ids of certificates that the hub does not need any more; they are inactive now. */
  readonly retired: readonly string[];
}

/**
 * Retires what a hub has replaced, once the key of the new certificate has signed that it is in use: certificates
 * before it become INACTIVE, which can be taken back, and its enrolment file useless.
 * @returns nothing if the confirmation proves nothing.
 */
export async function confirmRenewal(
  { platform, thing, certificates, dryRun }: HubRun,
  { requestId, certificateId, signature }: Confirmation,
): Promise<Confirmed | undefined> {
  const own = withoutClaim(certificates, thing.notes);
  const next = own.find(({ id, status }) => id === certificateId && status === 'ACTIVE');
  const text = confirmationText(thing.thingName, { requestId, certificateId });
  if (next === undefined || !isSignedBy(next, text, signature)) return undefined;
  const others = own.filter(({ id, status }) => id !== next.id && status === 'ACTIVE');
  // The key of an old certificate can confirm nothing against one that was issued after it.
  const isNewer = ({ id, createdAt }: Certificate): boolean =>
    id === thing.notes.rotatingTo || createdAt > next.createdAt;
  if (others.some(isNewer)) return undefined;
  if (!dryRun) {
    // Before they are inactive: whoever comes later knows what to revoke.
    if (others.length > 0) await noteUntilDone(platform, thing, { rotatingTo: next.id });
    for (const certificate of others) await setStatus(platform, certificate, 'INACTIVE');
    if (thing.notes.invitation !== undefined) await forgetInvitation(platform, thing);
  }
  return { certificateId, retired: others.map(({ id }) => id) };
}
