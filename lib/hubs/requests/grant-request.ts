import type { Platform } from '../../account/open-platform';
import { issueCertificate } from '../enrolment/issue-certificate';
import { type Certificate, setStatus } from '../fleet/certificates';
import { HubStateError } from '../fleet/errors';
import { noteUntilDone, requireThing, type Thing } from '../fleet/thing';
import type { GrantableRequest } from './check-request';
import { Refusal, type RefusalCode } from './refusal';

/** Refusals of whoever issues certificates that the hub is told of; all others are the operators' to mend. */
const TOLD: ReadonlyMap<string, RefusalCode> = new Map([
  ['HUB_ENROLLED', 'HUB_ENROLLED'],
  ['ROTATION_UNFINISHED', 'ROTATION_UNFINISHED'],
  ['CERTIFICATE_REVOKED', 'CERTIFICATE_REVOKED'],
  ['CERTIFICATE_RETIRED', 'CERTIFICATE_RETIRED'],
]);

/**
 * Issues the certificate for a request that was checked. The same request again gives the same certificate. A
 * renewal that the hub began and has lost is given up for the new one; one that an operator began is not.
 * @throws Refusal if the hub's state stands against it.
 * @throws PlatformError if a call fails; what was made is then taken back.
 */
export async function grantRequest(
  platform: Platform,
  thing: Thing,
  requestId: string,
  { request, signer, kind }: GrantableRequest,
): Promise<Certificate> {
  if (kind === 'renewal') await giveUpLostRenewal(platform, thing, requestId, signer);
  try {
    const { certificate } = await issueCertificate({
      platform,
      hub: thing,
      request,
      prepare: () => () => undefined,
      allow: (others) => {
        const active = others.filter(({ status }) => status === 'ACTIVE');
        if (kind === 'enrolment') requireNone(thing, active);
        else requireOnly(thing, signer, active);
      },
      notesWhenActive: ({ id }, now) =>
        kind === 'enrolment' ? { enrolledAt: now.toISOString() } : { rotatingTo: id, renewal: requestId },
    });
    return certificate;
  } catch (error) {
    const code = error instanceof HubStateError ? TOLD.get(error.code) : undefined;
    throw code === undefined ? error : new Refusal(code, (error as Error).message);
  }
}

/** The certificate of an earlier request of the hub that nobody has confirmed: its key may be gone. */
async function giveUpLostRenewal(
  platform: Platform,
  { notes: { renewal, rotatingTo }, ...hub }: Thing,
  requestId: string,
  signer: Certificate,
): Promise<void> {
  if (renewal === undefined || renewal === requestId || rotatingTo === undefined) return;
  // Whoever signs with the new key uses it, confirmed or not.
  if (rotatingTo === signer.id) return;
  await setStatus(platform, { id: rotatingTo }, 'REVOKED');
  await noteUntilDone(platform, hub, { rotatingTo: '', renewal: '' });
  await requireThing(platform, hub);
}

function requireNone({ name }: Thing, [active]: readonly Certificate[]): void {
  if (active === undefined) return;
  throw new HubStateError(
    'HUB_ENROLLED',
    `hub "${name}" is enrolled with certificate ${active.id} already; ask the operators to revoke it first`,
  );
}

function requireOnly({ name }: Thing, signer: Certificate, active: readonly Certificate[]): void {
  if (active.every(({ id }) => id === signer.id)) return;
  throw new HubStateError(
    'ROTATION_UNFINISHED',
    `hub "${name}" has an unfinished rotation; the operators finish it with data-hub rotate --finish or --cancel`,
  );
}
