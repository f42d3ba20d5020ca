import type { Certificate } from '../fleet/certificates';
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
  if (notes.rotatingTo === undefined) return [];
  const others = withoutClaim(certificates, notes).filter(
    ({ id, status }) => id !== notes.rotatingTo && status !== 'REVOKED',
  );
  const now = platform.clock.now().getTime();
  const isOver = ({ status, changedAt }: Certificate): boolean =>
    status === 'INACTIVE' && now - changedAt.getTime() >= GRACE;
  if (others.length === 0 || !others.every(isOver)) return [];
  if (!dryRun) await finishRotation(platform, { hub: name });
  return others.map(({ id }) => id);
}
