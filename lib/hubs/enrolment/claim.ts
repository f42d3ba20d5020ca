import type { Hub, Platform } from '../../account/open-platform';
import { certificatesOf, discardCertificate, inactiveCertificatesSince } from '../fleet/certificates';
import {
  createThing,
  deleteThing,
  noteOnThing,
  readThing,
  requireThing,
  type ThingNotes,
} from '../fleet/thing';
import type { CertificateRequest } from './certificate-request';

/** A thing that notes for which key a certificate is being made. */
export interface Claim {
  /** Since when inactive certificates for the key may lie about; undefined if there can be none. */
  readonly since: Date | undefined;
  /** The thing's note of its last revocation. */
  readonly revokedAt: string | undefined;
  readonly undo: () => Promise<unknown>;
}

/**
 * Notes on the thing, which it makes if it is missing, that a certificate for a key is on its way. The note
 * comes before the certificate, so that whoever finds it knows what to look for. What was on its way for
 * another key is discarded: it was given up, and is inactive.
 * @returns nothing if somebody else changed the thing meanwhile.
 */
export async function claimThing(
  platform: Platform,
  hub: Hub,
  fingerprint: string,
): Promise<Claim | undefined> {
  const thing = await readThing(platform, hub);
  const pending = `${fingerprint}@${platform.clock.now().toISOString()}`;
  if (thing === undefined) {
    if (!(await createThing(platform, hub, { pending }))) return undefined;
    return { since: undefined, revokedAt: undefined, undo: () => deleteThing(platform, hub) };
  }
  const { revokedAt, pending: noted } = thing.notes;
  const earlier = noted === undefined ? undefined : readPending(noted);
  if (earlier?.fingerprint === fingerprint) {
    // The note is an earlier run's, and so may be what it speaks of.
    return { since: earlier.since, revokedAt, undo: () => Promise.resolve() };
  }
  if (earlier !== undefined) {
    for (const left of await leftBehind(platform, hub, earlier)) {
      if (!(await discardCertificate(platform, left, hub.thingName))) return undefined;
    }
  }
  if (!(await noteOnThing(platform, thing, { pending }))) return undefined;
  return {
    since: undefined,
    revokedAt,
    undo: () => settleThing(platform, hub, { keyFingerprint: fingerprint }, {}),
  };
}

/** `gone`: another run has taken the note away, and noted the rest; `lost`: it stands for another key now. */
export type Settled = 'settled' | 'gone' | 'lost';

/** Notes what has become of the thing, and that nothing for this key is on its way any more. */
export async function settleThing(
  platform: Platform,
  hub: Hub,
  { keyFingerprint }: Pick<CertificateRequest, 'keyFingerprint'>,
  notes: ThingNotes,
): Promise<Settled> {
  for (;;) {
    const thing = await requireThing(platform, hub);
    const noted = thing.notes.pending;
    // Whoever took the note away has noted the rest, too.
    if (noted === undefined) return 'gone';
    if (readPending(noted).fingerprint !== keyFingerprint) return 'lost';
    if (await noteOnThing(platform, thing, { ...notes, pending: '' })) return 'settled';
  }
}

interface Pending {
  readonly fingerprint: string;
  readonly since: Date;
}

function readPending(note: string): Pending {
  const [fingerprint = '', moment = ''] = note.split('@');
  const since = new Date(moment);
  return { fingerprint, since: Number.isNaN(since.getTime()) ? new Date(0) : since };
}

async function leftBehind(platform: Platform, hub: Hub, { fingerprint, since }: Pending) {
  const attached = await certificatesOf(platform, hub.thingName);
  const loose = await inactiveCertificatesSince(platform, fingerprint, since);
  return [...attached, ...loose].filter(
    ({ keyFingerprint, status }) => keyFingerprint === fingerprint && status === 'INACTIVE',
  );
}
