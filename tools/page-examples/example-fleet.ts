import type { FleetHub } from '../../lib/hubs/fleet/list-fleet';
import { fleetData } from '../../lib/hubs/fleet-page/fleet-data';
import { fleetPage } from '../../lib/hubs/fleet-page/fleet-page';
import { DEFAULT_RENEW_AFTER_DAYS } from '../../packages/data-hub/src/configuration/fields';

const DAY = 86_400_000;
const MINUTE = 60_000;
const CERTIFICATE = 'a'.repeat(64);

const ORGANIZATIONS = [
  { slug: 'acme', displayName: 'Acme Corporation' },
  { slug: 'acme-eu', displayName: 'Acme Europe' },
  { slug: 'globex', displayName: 'Globex' },
];

/** What differs from a hub with which all is well. */
interface Example {
  readonly state?: FleetHub['state'];
  readonly ageDays: number;
  readonly minutesAgo?: number;
  readonly version?: string;
  readonly diskFree?: number;
  readonly clockOffset?: number;
}

const HUBS: Readonly<Record<string, Readonly<Record<string, Example>>>> = {
  acme: {
    'berlin-1': { ageDays: 12, minutesAgo: 3, diskFree: 62 },
    'berlin-2': { ageDays: 96, minutesAgo: 9, diskFree: 48, version: '0.1.4' },
    'cologne-1': { ageDays: 40, minutesAgo: 11, diskFree: 6, clockOffset: 2 },
    'munich-1': { ageDays: 71, minutesAgo: 320, diskFree: 33 },
  },
  'acme-eu': {
    'lisbon-1': { ageDays: 5 },
    'paris-1': { ageDays: 88, minutesAgo: 14, diskFree: 71, state: 'rotating' },
    'porto-1': { ageDays: 23, minutesAgo: 1, diskFree: 55, clockOffset: -412 },
  },
  globex: {
    'oslo-1': { ageDays: 60, minutesAgo: 7, diskFree: 80 },
    'oslo-2': { ageDays: 0, state: 'invited' },
    'turku-1': { ageDays: 61, minutesAgo: 12, diskFree: 77 },
  },
};

/** The page of a few hubs with whom something is wrong, and of others. @param now when they were read */
export function exampleFleet(now: Date): string {
  const hubs = Object.entries(HUBS).flatMap(([organization, examples]) =>
    Object.entries(examples).map(([hub, example]) => hubOf(organization, hub, example, now)),
  );
  return fleetPage(
    'production',
    fleetData(hubs, ORGANIZATIONS, { now, renewAfterDays: DEFAULT_RENEW_AFTER_DAYS }),
  );
}

function hubOf(organization: string, hub: string, example: Example, now: Date): FleetHub {
  const { state = 'enrolled', ageDays, minutesAgo, version = '0.2.0' } = example;
  const certificateSince = new Date(now.getTime() - ageDays * DAY).toISOString();
  const summary = { organization, hub, thingName: `${organization}--${hub}`, state };
  const certificates =
    state === 'invited'
      ? []
      : [{ id: CERTIFICATE, status: 'ACTIVE', createdAt: certificateSince, ageDays, rotatingTo: false }];
  if (minutesAgo === undefined) return { ...summary, certificates };
  const lastSeen = new Date(now.getTime() - minutesAgo * MINUTE).toISOString();
  const { diskFree = 50, clockOffset = 0 } = example;
  return {
    ...summary,
    certificates,
    lastSeen,
    heartbeat: {
      at: lastSeen,
      version,
      state: 'ok',
      certificateId: CERTIFICATE,
      certificateSince,
      diskFree,
      clockOffset,
      intervalMinutes: 15,
    },
  };
}
