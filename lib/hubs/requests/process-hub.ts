import {
  type DesiredState,
  desiredSchema,
  reportedSchema,
  type ShadowCertificateRequest,
} from '../../../packages/data-hub/src/shadow/shadow-document';
import { isSuspended } from '../../account/suspension';
import type { Hub, Platform } from '../../account/open-platform';
import { certificatesOf } from '../fleet/certificates';
import { requireThing, type Thing } from '../fleet/thing';
import { invitationOf } from '../fleet/invitation-note';
import { withdrawClaim } from '../invitation/withdraw-claim';
import { changeShadow, type PlatformShadow, readShadow } from '../shadow/platform-shadow';
import { checkRequest } from './check-request';
import { confirmRenewal } from './confirm-renewal';
import { endRotation, isEnding } from './end-rotation';
import { grantRequest } from './grant-request';
import type { HubRun } from './hub-run';
import { Refusal, type RefusalCode } from './refusal';

/** One thing that was done for a hub, or would be. */
export type HubStep =
  | {
      readonly step: 'issued';
      readonly requestId: string;
      readonly kind: 'renewal' | 'enrolment';
      readonly certificateId?: string;
    }
  | {
      readonly step: 'refused';
      readonly requestId: string;
      readonly code: RefusalCode;
      readonly message: string;
    }
  /** The hub works with its new certificate; those before it are inactive. */
  | { readonly step: 'confirmed'; readonly certificateId: string; readonly retired: readonly string[] }
  | { readonly step: 'confirmation-ignored'; readonly certificateId: string }
  | { readonly step: 'revoked'; readonly certificates: readonly string[] }
  | { readonly step: 'invitation-expired' }
  /** Somebody else changed the shadow meanwhile: the next run answers. */
  | { readonly step: 'changed-meanwhile' };

/** Parts of a shadow, each by itself: one that is malformed keeps no other from being dealt with. */
const REPORTED = reportedSchema.shape;

/**
 * Answers what a hub has put into its shadow, and finishes what it has confirmed. Each part can be done again
 * without harm, and by two runs at once: the same request gets the same certificate, and an answer to what has
 * changed meanwhile is not written.
 * @throws PlatformError if a call fails.
 */
export async function processHub(platform: Platform, hub: Hub, dryRun = false): Promise<HubStep[]> {
  const [thing, shadow] = await Promise.all([requireThing(platform, hub), readShadow(platform, hub)]);
  const isExpired = hasExpired(thing, platform.clock.now());
  const hasNews = shadow !== undefined && (isGiven(shadow, 'request') || isGiven(shadow, 'confirmation'));
  // Most hubs, most of the time: two calls, and no more.
  if (!hasNews && thing.notes.rotatingTo === undefined && !isExpired) return [];

  const certificates = await certificatesOf(platform, hub.thingName);
  const run: HubRun = { platform, thing, certificates, dryRun };
  const steps: HubStep[] = [];
  if (shadow !== undefined && isGiven(shadow, 'confirmation')) {
    steps.push(...(await answerConfirmation(run, shadow)));
    // The rest is for the next run, which sees what has become of it.
    if (steps.length > 0) return steps;
  }
  const revoked = await endRotation(run);
  if (revoked.length > 0) steps.push({ step: 'revoked', certificates: revoked });
  // A hub has one certificate beside the one in use: the next is for a run after the old one is revoked.
  else if (isEnding(run)) return steps;
  if (shadow !== undefined && isGiven(shadow, 'request')) {
    steps.push(...(await answerRequest(run, shadow)));
  } else if (isExpired && certificates.some(({ id }) => id === invitationOf(thing.notes)?.certificateId)) {
    if (!dryRun) await withdrawClaim(platform, thing);
    steps.push({ step: 'invitation-expired' });
  }
  return steps;
}

async function answerConfirmation(run: HubRun, shadow: PlatformShadow): Promise<HubStep[]> {
  const { data } = REPORTED.confirmation.safeParse(shadow.reported['confirmation']);
  if (data === undefined || data === null) return [];
  const confirmed = await confirmRenewal(run, data);
  const step: HubStep =
    confirmed === undefined
      ? { step: 'confirmation-ignored', certificateId: data.certificateId }
      : { step: 'confirmed', ...confirmed };
  const desired = { issued: null, refused: null, renewIfBefore: null };
  const change = { reported: { confirmation: null }, ...(confirmed === undefined ? {} : { desired }) };
  return [step, ...(await write(run, change, shadow.version))];
}

async function answerRequest(run: HubRun, shadow: PlatformShadow): Promise<HubStep[]> {
  const { data: asked } = REPORTED.request.safeParse(shadow.reported['request']);
  if (asked === undefined || asked === null) {
    // Without an id it can be told nothing; the hub writes over it, or an operator looks after it.
    return [
      {
        step: 'refused',
        requestId: '',
        code: 'REQUEST_MALFORMED',
        message: 'the request in the shadow does not have the form of one',
      },
    ];
  }
  const { data: answered } = desiredSchema.safeParse(shadow.desired);
  if (answered?.refused?.requestId === asked.id) return [];
  try {
    return await issue(run, asked, shadow.version, answered?.issued);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message } = error;
    const refused = { requestId: asked.id, code, message: message.slice(0, LONGEST_MESSAGE) };
    return [
      { step: 'refused', requestId: asked.id, code, message },
      ...(await write(run, { desired: { refused, issued: null } }, shadow.version)),
    ];
  }
}

/**
 * @param earlier what the shadow says was issued before.
 * @throws Refusal if the hub gets no certificate for this request.
 */
async function issue(
  run: HubRun,
  asked: ShadowCertificateRequest,
  version: number,
  earlier: DesiredState['issued'] | undefined,
): Promise<HubStep[]> {
  const { platform, thing, certificates, dryRun } = run;
  if (isSuspended(platform)) {
    throw new Refusal('SUSPENDED', 'the organization is suspended, and its hubs get no certificates');
  }
  const grantable = await checkRequest(asked, { thing, certificates, now: platform.clock.now() });
  const issued = { step: 'issued', requestId: asked.id, kind: grantable.kind } as const;
  if (dryRun) return [issued];
  const { id, pem } = await grantRequest(platform, thing, asked.id, grantable);
  // Answered before; what stands there is compared, because the hub's session can write there, too.
  if (earlier?.requestId === asked.id && earlier.certificate === pem) return [];
  const desired: DesiredState = {
    issued: { requestId: asked.id, certificate: pem },
    refused: null,
    renewIfBefore: null,
  };
  return [{ ...issued, certificateId: id }, ...(await write(run, { desired }, version))];
}

/** Characters of a message that the hub reads: see the schema of the shadow. */
const LONGEST_MESSAGE = 500;

async function write(
  { platform, thing, dryRun }: HubRun,
  change: Parameters<typeof changeShadow>[2],
  version: number,
): Promise<HubStep[]> {
  if (dryRun || (await changeShadow(platform, thing, change, version))) return [];
  return [{ step: 'changed-meanwhile' }];
}

function isGiven({ reported }: PlatformShadow, part: string): boolean {
  return reported[part] !== undefined && reported[part] !== null;
}

function hasExpired({ notes }: Thing, now: Date): boolean {
  const invitation = invitationOf(notes);
  return invitation !== undefined && invitation.expires <= now;
}
