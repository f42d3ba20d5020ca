import { hubOf, type Platform } from '../../account/open-platform';
import { requireActive } from '../../account/suspension';
import { certificatesOf } from '../fleet/certificates';
import { HubStateError } from '../fleet/errors';
import { noteUntilDone, requireThing } from '../fleet/thing';
import { withoutClaim } from '../fleet/invitation-note';
import { changeShadow } from '../shadow/platform-shadow';

/** What an operator orders of a hub's renewal: at once, not any more, or by itself again. */
export type RenewalOrder = 'now' | 'forbid' | 'allow';

/**
 * Tells a hub to renew its certificate at its next heartbeat, or the platform to grant that or not. What is forbidden
 * stands in the registry, which no hub can write; what is asked for in its shadow.
 * @returns the moment of the order.
 * @throws HubStateError if there is no such hub, it has no active certificate, or renewal is forbidden.
 */
export async function orderRenewal(platform: Platform, name: string, order: RenewalOrder): Promise<string> {
  const hub = hubOf(platform, name);
  const thing = await requireThing(platform, hub);
  const now = platform.clock.now().toISOString();
  if (order !== 'now') {
    await noteUntilDone(platform, hub, { renewalForbidden: order === 'forbid' ? now : '' });
    return now;
  }
  requireActive(platform, 'its hubs get no certificates');
  if (thing.notes.renewalForbidden !== undefined) {
    throw new HubStateError(
      'RENEWAL_FORBIDDEN',
      `renewal of hub "${name}" is forbidden since ${thing.notes.renewalForbidden}; allow it with data-hub renewal --allow`,
    );
  }
  const own = withoutClaim(await certificatesOf(platform, hub.thingName), thing.notes);
  if (!own.some(({ status }) => status === 'ACTIVE')) {
    throw new HubStateError(
      'HUB_NOT_ENROLLED',
      `hub "${name}" has no active certificate to renew; invite it with data-hub invite`,
    );
  }
  await changeShadow(platform, hub, { desired: { renewIfBefore: now } });
  return now;
}
