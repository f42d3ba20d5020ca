import type { FleetHub } from '../../../../lib/hubs/fleet/list-fleet';
import { fleetData } from '../../../../lib/hubs/fleet-page/fleet-data';
import type { FleetData } from '../../../../lib/hubs/fleet-page/page-data';

export const NOW = new Date('2026-11-24T12:00:00Z');
/** One slug begins with the other. */
const ORGANIZATIONS = [
  { slug: 'acme', displayName: 'Acme Corporation' },
  { slug: 'acme-eu', displayName: 'Acme Europe' },
  { slug: 'globex', displayName: 'Globex' },
] as const;

const MINUTE = 60_000;
const ID = 'a'.repeat(64);

/** What differs from a hub with which all is well. */
export interface Differences extends Partial<Omit<FleetHub, 'heartbeat'>> {
  readonly ageDays?: number;
  readonly minutesAgo?: number;
  /** `undefined`: none was ever sent. */
  readonly heartbeat?: Partial<NonNullable<FleetHub['heartbeat']>> | undefined;
}

/** A hub that sent a heartbeat five minutes ago, and whose certificate is ten days old. */
export function hubWith({ ageDays = 10, minutesAgo = 5, ...differences }: Differences = {}): FleetHub {
  const { heartbeat, ...rest } = differences;
  const hub = rest.hub ?? 'berlin-1';
  const organization = rest.organization ?? 'acme';
  const lastSeen = new Date(NOW.getTime() - minutesAgo * MINUTE).toISOString();
  const wasSeen = !('heartbeat' in differences) || heartbeat !== undefined;
  return {
    organization,
    hub,
    thingName: `${organization}--${hub}`,
    state: 'enrolled',
    certificates: [
      { id: ID, status: 'ACTIVE', createdAt: '2026-11-14T12:00:00.000Z', ageDays, rotatingTo: false },
    ],
    ...(wasSeen
      ? {
          lastSeen,
          heartbeat: {
            at: lastSeen,
            version: '0.2.0',
            state: 'ok',
            certificateId: ID,
            certificateSince: '2026-11-14T12:00:00.000Z',
            diskFree: 55,
            clockOffset: 0.4,
            intervalMinutes: 15,
            ...heartbeat,
          },
        }
      : {}),
    ...rest,
  };
}

export function dataOf(hubs: readonly FleetHub[], renewAfterDays = 90): FleetData {
  return fleetData(hubs, ORGANIZATIONS, { now: NOW, renewAfterDays });
}

/** Hubs of two of the organizations, one of each kind: what operators meet. */
export function smallFleet(): FleetHub[] {
  return [
    hubWith(),
    hubWith({ hub: 'berlin-2', minutesAgo: 46 }),
    hubWith({ hub: 'berlin-10', heartbeat: { diskFree: 9.9, clockOffset: -301, version: '0.1.9' } }),
    hubWith({ hub: 'cologne', heartbeat: undefined }),
    hubWith({ hub: 'dresden', state: 'invited', certificates: [], heartbeat: undefined }),
    hubWith({ organization: 'acme-eu', hub: 'paris', ageDays: 91 }),
    hubWith({ organization: 'acme-eu', hub: 'porto', state: 'revoked', minutesAgo: 90_000 }),
  ];
}

/** So many hubs, a tenth of them with something wrong, always the same ones. */
export function largeFleet(count: number): FleetHub[] {
  return Array.from({ length: count }, (_, index) =>
    hubWith({
      organization: ORGANIZATIONS[index % 2]?.slug ?? 'acme',
      hub: `site-${String(index)}`,
      ageDays: index % 97,
      minutesAgo: index % 20 === 0 ? 600 : index % 15,
      heartbeat: { diskFree: index % 25 === 0 ? 4 : 60, version: `0.2.${String(index % 7)}` },
    }),
  );
}
