import type { Certificate } from '../fleet/certificates';
import type { Thing } from '../fleet/thing';
import { withoutClaim } from '../fleet/invitation-note';
import { finishRotation } from '../rotation/rotate';
import type { HubRun } from './hub-run';

/** Sessions of a certificate last an hour: so long it stays inactive before it is revoked, in milliseconds. */
const GRACE = 3_600_000;

/**
 * Revokes the certificates that a rotation has left inactive, once their sessions have ended.
 * @returns their ids.
 */
export async function endRotation({ platform, thing, certificates, dryRun }: HubRun): Promise<string[]> {
  const { name, notes } = thing;
  const others = replacedBy(notes, certificates);
  const now = platform.clock.now().getTime();
  const isOver = ({ status, changedAt }: Certificate): boolean =>
    status === 'INACTIVE' && now - changedAt.getTime() >= GRACE;
  if (others.length === 0 || !others.every(isOver)) return [];
  if (!dryRun) await finishRotation(platform, { hub: name });
  return others.map(({ id }) => id);
}

/** Whether a rotation ends by itself in a while: whatever the hub had before its new certificate is inactive. */
export function isEnding({ thing, certificates }: HubRun): boolean {
  const others = replacedBy(thing.notes, certificates);
  return others.length > 0 && others.every(({ status }) => status === 'INACTIVE');
}

function replacedBy(notes: Thing['notes'], certificates: readonly Certificate[]): Certificate[] {
  if (notes.rotatingTo === undefined) return [];
  return withoutClaim(certificates, notes).filter(
    ({ id, status }) => id !== notes.rotatingTo && status !== 'REVOKED',
  );
}
