import {
  type DesiredState,
  desiredSchema,
  reportedSchema,
} from '../../../packages/data-hub/src/shadow/shadow-document';
import { isSuspended } from '../../account/suspension';
import type { Hub, Platform } from '../../account/open-platform';
import { type Certificate, certificatesOf } from '../fleet/certificates';
import { requireThing, type Thing } from '../fleet/thing';
import { invitationOf } from '../fleet/invitation-note';
import { withdrawClaim } from '../invitation/withdraw-claim';
import { changeShadow, type PlatformShadow, readShadow } from '../shadow/platform-shadow';
import { checkRequest } from './check-request';
import { confirmRenewal } from './confirm-renewal';
import { endRotation, isEnding } from './end-rotation';
import { grantRequest } from './grant-request';
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
  const steps: HubStep[] = [];
  if (shadow !== undefined && isGiven(shadow, 'confirmation')) {
    const run = await answerConfirmation(platform, thing, certificates, shadow, dryRun);
    steps.push(...run);
    // The rest is for the next run, which sees what has become of it.
    if (run.length > 0) return steps;
  }
  const revoked = await endRotation(platform, thing, certificates, dryRun);
  if (revoked.length > 0) steps.push({ step: 'revoked', certificates: revoked });
  // A hub has one certificate beside the one in use: the next is for a run after the old one is revoked.
  else if (isEnding(thing, certificates)) return steps;
  if (shadow !== undefined && isGiven(shadow, 'request')) {
    steps.push(...(await answerRequest(platform, thing, certificates, shadow, dryRun)));
  } else if (isExpired && certificates.some(({ id }) => id === invitationOf(thing.notes)?.certificateId)) {
    if (!dryRun) await withdrawClaim(platform, thing);
    steps.push({ step: 'invitation-expired' });
  }
  return steps;
}

async function answerConfirmation(
  platform: Platform,
  thing: Thing,
  certificates: readonly Certificate[],
  shadow: PlatformShadow,
  dryRun: boolean,
): Promise<HubStep[]> {
  const { data } = REPORTED.confirmation.safeParse(shadow.reported['confirmation']);
  if (data === undefined || data === null) return [];
  const confirmed = await confirmRenewal(platform, thing, certificates, data, dryRun);
  const step: HubStep =
    confirmed === undefined
      ? { step: 'confirmation-ignored', certificateId: data.certificateId }
      : { step: 'confirmed', ...confirmed };
  const desired = { issued: null, refused: null, renewIfBefore: null };
  const change = { reported: { confirmation: null }, ...(confirmed === undefined ? {} : { desired }) };
  return [step, ...(await write(platform, thing, change, shadow.version, dryRun))];
}

async function answerRequest(
  platform: Platform,
  thing: Thing,
  certificates: readonly Certificate[],
  shadow: PlatformShadow,
  dryRun: boolean,
): Promise<HubStep[]> {
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
    if (isSuspended(platform)) {
      throw new Refusal('SUSPENDED', 'the organization is suspended, and its hubs get no certificates');
    }
    const grantable = await checkRequest(asked, { thing, certificates, now: platform.clock.now() });
    const { kind } = grantable;
    const issued = { step: 'issued', requestId: asked.id, kind } as const;
    if (dryRun) return [issued];
    const { id, pem } = await grantRequest(platform, thing, asked.id, grantable);
    // Answered before; what stands there is compared, because the hub's session can write there, too.
    if (answered?.issued?.requestId === asked.id && answered.issued.certificate === pem) return [];
    const desired: DesiredState = {
      issued: { requestId: asked.id, certificate: pem },
      refused: null,
      renewIfBefore: null,
    };
    return [
      { ...issued, certificateId: id },
      ...(await write(platform, thing, { desired }, shadow.version, dryRun)),
    ];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message } = error;
    const refused = { requestId: asked.id, code, message: message.slice(0, LONGEST_MESSAGE) };
    return [
      { step: 'refused', requestId: asked.id, code, message },
      ...(await write(platform, thing, { desired: { refused, issued: null } }, shadow.version, dryRun)),
    ];
  }
}

/** Characters of a message that the hub reads: see the schema of the shadow. */
const LONGEST_MESSAGE = 500;

async function write(
  platform: Platform,
  hub: Hub,
  change: Parameters<typeof changeShadow>[2],
  version: number,
  dryRun: boolean,
): Promise<HubStep[]> {
  if (dryRun || (await changeShadow(platform, hub, change, version))) return [];
  return [{ step: 'changed-meanwhile' }];
}

function isGiven({ reported }: PlatformShadow, part: string): boolean {
  return reported[part] !== undefined && reported[part] !== null;
}

function hasExpired({ notes }: Thing, now: Date): boolean {
  const invitation = invitationOf(notes);
  return invitation !== undefined && invitation.expires <= now;
}
