import { hubOf, type Platform } from '../../account/open-platform';
import { requireActive } from '../../account/suspension';
import { type Certificate, certificatesOf, setStatus } from '../fleet/certificates';
import { HubStateError } from '../fleet/errors';
import { noteUntilDone, requireThing, type Thing } from '../fleet/thing';
import { withoutClaim } from '../fleet/invitation-note';
import { enrolled, type Enrolled, type EnrollOptions } from '../enrolment/enroll';
import { type SendProof, verifyProof } from './verify-proof';

export interface FinishOptions {
  readonly hub: string;
  /** What `data-hub proof` printed on the hub; needed as long as the old certificate is active. */
  readonly proof?: Uint8Array | string | undefined;
  /** Milliseconds after which the old certificate is revoked. @default - at the next finish */
  readonly grace?: number | undefined;
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: (line: string) => void;
  /** @default - asks AWS STS */
  readonly send?: SendProof;
}

/** How far a rotation has come. */
export interface Finished {
  readonly hub: string;
  readonly certificate: string;
  /** Certificates that the hub does not use any more, with what they are now. */
  readonly old: readonly { readonly id: string; readonly status: string }[];
  /** Whether nothing is left to be done. */
  readonly finished: boolean;
}

/**
 * Gives a hub a second certificate, beside the one that it uses. Both are active until the rotation is finished.
 * @throws SuspendedError while the organization is suspended.
 * @throws HubStateError if the hub has no active certificate, or if another rotation is not finished.
 */
export async function startRotation(platform: Platform, options: EnrollOptions): Promise<Enrolled> {
  requireActive(platform, 'its hubs get no credentials');
  const hub = hubOf(platform, options.hub);
  await requireThing(platform, hub);
  return enrolled(platform, options, {
    allow: (others, { rotatingTo }) => {
      const active = others.filter(({ status }) => status === 'ACTIVE');
      if (active.length === 0) {
        throw new HubStateError(
          'HUB_NOT_ENROLLED',
          `hub "${hub.name}" has no active certificate to rotate from; enrol it with data-hub enroll`,
        );
      }
      if (active.length > 1 || rotatingTo !== undefined) {
        throw new HubStateError(
          'ROTATION_UNFINISHED',
          `hub "${hub.name}" is rotating to certificate ${rotatingTo ?? 'of an earlier request'}; finish that with ` +
            'data-hub rotate --finish, or give it up with data-hub rotate --cancel',
        );
      }
    },
    notesWhenActive: ({ id }) => ({ rotatingTo: id }),
  });
}

/**
 * Retires the certificates that a rotation has replaced: INACTIVE as soon as the hub has proved that it works
 * with the new one, REVOKED after a grace period, or at the next call.
 * @throws HubStateError if there is no rotation.
 * @throws SuspendedError where a proof is needed and the organization is suspended.
 * @throws ProofError if the hub has proved nothing.
 */
export async function finishRotation(platform: Platform, options: FinishOptions): Promise<Finished> {
  const { proof, grace, dryRun = false, onProgress, send } = options;
  const hub = hubOf(platform, options.hub);
  const { next, old } = await rotationOf(platform, await requireThing(platform, hub));
  const active = old.filter(({ status }) => status === 'ACTIVE');
  const answer = (status: string, finished: boolean): Finished => ({
    hub: hub.name,
    certificate: next.id,
    old: old.map(({ id }) => ({ id, status })),
    finished,
  });
  if (active.length > 0) {
    requireActive(
      platform,
      `hub "${hub.name}" gets no credentials to prove that it works (rotate --cancel gives the rotation up)`,
    );
    await verifyProof(platform, proof, next.id, send);
    if (dryRun) return answer('ACTIVE', false);
    for (const certificate of active) await setStatus(platform, certificate, 'INACTIVE');
    if (grace === undefined) return answer('INACTIVE', false);
    if (grace > 0) {
      const ids = active.map(({ id }) => id).join(', ');
      onProgress?.(`inactive: ${ids}; to be revoked in ${Math.ceil(grace / 60_000)} min`);
    }
    await platform.clock.pause(grace);
  }
  if (dryRun) return answer('INACTIVE', false);
  for (const certificate of old) await setStatus(platform, certificate, 'REVOKED');
  await noteUntilDone(platform, hub, {
    rotatingTo: '',
    renewal: '',
    rotatedAt: platform.clock.now().toISOString(),
  });
  return answer('REVOKED', true);
}

/**
 * Gives a rotation up: the new certificate is revoked, and the hub keeps its old one.
 * @throws HubStateError if there is no rotation, or if the old certificate is retired already.
 */
export async function cancelRotation(platform: Platform, { hub: name }: { hub: string }): Promise<Finished> {
  const hub = hubOf(platform, name);
  const { next, old } = await rotationOf(platform, await requireThing(platform, hub));
  const kept = old.find(({ status }) => status === 'ACTIVE');
  if (kept === undefined) {
    throw new HubStateError(
      'NO_ROTATION',
      `hub "${hub.name}" has no other active certificate than ${next.id}, which it needs; finish the rotation`,
    );
  }
  await setStatus(platform, next, 'REVOKED');
  await noteUntilDone(platform, hub, { rotatingTo: '', renewal: '' });
  return {
    hub: hub.name,
    certificate: kept.id,
    old: [{ id: next.id, status: 'REVOKED' }],
    finished: true,
  };
}

/** The certificate that a rotation goes to, and those that it leaves behind and that are not revoked yet. */
async function rotationOf(
  platform: Platform,
  { name, thingName, notes }: Thing,
): Promise<{ next: Certificate; old: Certificate[] }> {
  const own = withoutClaim(await certificatesOf(platform, thingName), notes);
  const usable = own.filter(({ status }) => status !== 'REVOKED');
  const active = usable.filter(({ status }) => status === 'ACTIVE');
  const noted = active.find(({ id }) => id === notes.rotatingTo);
  // If the note was not written any more, the newest of two active ones is what it would say.
  const next = noted ?? (active.length > 1 ? active.at(-1) : undefined);
  if (next !== undefined) return { next, old: usable.filter(({ id }) => id !== next.id) };
  throw new HubStateError(
    'NO_ROTATION',
    `hub "${name}" is not rotating; start with data-hub rotate --csr <file> --out <folder>`,
  );
}
