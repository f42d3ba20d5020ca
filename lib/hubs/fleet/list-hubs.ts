import { paginateListThings } from '@aws-sdk/client-iot';
import { parseThingName } from '../../../packages/data-hub/src/hub-name';
import type { Hub, Platform } from '../../account/open-platform';
import type { PlatformClients } from '../../account/platform-clients';
import { invitationOf, withoutClaim } from './invitation-note';
import { type Certificate, certificatesOf } from './certificates';
import { requireThing, type Thing, type ThingNotes } from './thing';

export type HubState = 'invited' | 'enrolled' | 'rotating' | 'unfinished' | 'retired' | 'revoked';

/** What an operator wants to know of a hub. */
export interface HubSummary {
  readonly hub: string;
  readonly thingName: string;
  /** `invited`: has an enrolment file, and no certificate yet; `unfinished`: enrolling broke off; `retired`: nothing is active, and not everything is revoked. */
  readonly state: HubState;
  readonly enrolledAt?: string;
  readonly lastRotation?: string;
  readonly revokedAt?: string;
  /** When the enrolment file of a hub that is invited expires, or expired. */
  readonly invitationExpires?: string;
  /** Since when operators forbid that the hub renews its certificate. */
  readonly renewalForbidden?: string;
  /** Oldest first. */
  readonly certificates: readonly CertificateSummary[];
}

export interface CertificateSummary {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
  /** Whole days since it was made. */
  readonly ageDays: number;
  /** Whether a rotation goes to it that is not finished. */
  readonly rotatingTo: boolean;
}

const DAY = 86_400_000;

/** Every thing that is a hub of the organization, by name. */
export async function hubsOf({
  clients,
  names,
}: Pick<Platform, 'names'> & { readonly clients: Pick<PlatformClients, 'iot'> }): Promise<Hub[]> {
  const hubs: Hub[] = [];
  const pages = paginateListThings({ client: clients.iot }, { thingTypeName: names.dataHubThingType });
  for await (const { things = [] } of pages) {
    for (const { thingName = '' } of things) {
      hubs.push({ thingName, name: parseThingName(thingName)?.hub ?? thingName });
    }
  }
  return hubs.sort((one, other) => one.name.localeCompare(other.name));
}

/** @throws HubStateError if there is no such hub. */
export async function showHub(platform: Platform, hub: Hub): Promise<HubSummary> {
  const thing = await requireThing(platform, hub);
  const own = withoutClaim(await certificatesOf(platform, hub.thingName), thing.notes);
  return summary(thing, own, platform.clock.now());
}

/** The state that notes and certificates of a hub come to. */
export function stateOf(notes: ThingNotes, certificates: readonly Pick<Certificate, 'status'>[]): HubState {
  const active = certificates.filter(({ status }) => status === 'ACTIVE').length;
  if (active === 0 && notes.invitation !== undefined) return 'invited';
  if (active > 0) return notes.rotatingTo !== undefined || active > 1 ? 'rotating' : 'enrolled';
  if (notes.pending !== undefined || certificates.length === 0) return 'unfinished';
  return certificates.every(({ status }) => status === 'REVOKED') ? 'revoked' : 'retired';
}

function summary(
  { name, thingName, notes }: Thing,
  certificates: readonly Certificate[],
  now: Date,
): HubSummary {
  const invitation = invitationOf(notes);
  return {
    hub: name,
    thingName,
    state: stateOf(notes, certificates),
    ...(notes.enrolledAt === undefined ? {} : { enrolledAt: notes.enrolledAt }),
    ...(notes.rotatedAt === undefined ? {} : { lastRotation: notes.rotatedAt }),
    ...(notes.revokedAt === undefined ? {} : { revokedAt: notes.revokedAt }),
    ...(invitation === undefined ? {} : { invitationExpires: invitation.expires.toISOString() }),
    ...(notes.renewalForbidden === undefined ? {} : { renewalForbidden: notes.renewalForbidden }),
    certificates: certificates.map(({ id, status, createdAt }) => ({
      id,
      status,
      createdAt: createdAt.toISOString(),
      ageDays: Math.max(0, Math.floor((now.getTime() - createdAt.getTime()) / DAY)),
      rotatingTo: notes.rotatingTo === id,
    })),
  };
}
