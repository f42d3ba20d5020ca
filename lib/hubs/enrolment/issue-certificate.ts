import { AttachPolicyCommand } from '@aws-sdk/client-iot';
import { PlatformError } from '../../../config/errors';
import { isAwsError } from '../../account/aws-call-error';
import { type Hub, notDeployed, type Platform } from '../../account/open-platform';
import {
  attachToThing,
  type Certificate,
  certificatesOf,
  discardCertificate,
  inactiveCertificatesSince,
  readCertificate,
  setStatus,
} from '../fleet/certificates';
import { withoutClaim } from '../fleet/invitation-note';
import { HubStateError } from '../fleet/errors';
import { readThing, requireThing, type ThingNotes } from '../fleet/thing';
import type { CertificateRequest } from './certificate-request';
import { claimThing, settleThing } from './claim';
import { createCertificate } from './create-certificate';
import { undoing } from './undoing';

export interface IssueOptions {
  readonly platform: Platform;
  readonly hub: Hub;
  readonly request: CertificateRequest;
  /** Throws if certificates for other keys stand against it. */
  readonly allow: (others: readonly Certificate[], notes: ThingNotes) => void;
  /** Called with the certificate before it becomes active; returns how to take that back. */
  readonly prepare: (certificate: Certificate) => () => void;
  /** What to note on the thing when the certificate is active. */
  readonly notesWhenActive: (certificate: Certificate, now: Date) => ThingNotes;
}

export interface Issued {
  readonly certificate: Certificate;
  /** Whether the certificate was active before. */
  readonly already: boolean;
}

/** Two runs at once can take each other's certificate away; so often is it tried anew. */
const ATTEMPTS = 6;

/** Another run has decided for another certificate of the same request meanwhile. */
class Superseded extends Error {}

/**
 * Brings about one active certificate for a request, attached to its thing and to the organization's policy.
 * Each certificate that AWS makes is another one, even for the same request; which one a request has is told
 * by its key. What a run that broke off left inactive is found by the note on the thing, and completed.
 * @throws HubStateError if the request cannot have one.
 * @throws AwsCallError if a call fails; what this run made is then taken back.
 */
export async function issueCertificate(options: IssueOptions): Promise<Issued> {
  const { hub, platform } = options;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      return await issueOnce(options);
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
      // Runs that started together part ways.
      await platform.clock.pause(attempt * 100 * (1 + Math.random()));
    }
  }
  throw new HubStateError('HUB_BUSY', `somebody else is changing hub "${hub.name}"; run this again later`);
}

async function issueOnce(options: IssueOptions): Promise<Issued> {
  const { platform, hub, request, prepare } = options;
  const before = await readThing(platform, hub);
  const own = before === undefined ? undefined : await certificateFor(options, before.notes);
  if (own?.status === 'ACTIVE') {
    prepare(own);
    await settleThing(platform, hub, request, options.notesWhenActive(own, platform.clock.now()));
    return { certificate: own, already: true };
  }
  const claim = await claimThing(platform, hub, request.keyFingerprint);
  if (claim === undefined) throw new Superseded();
  const undo = undoing(claim.undo);
  let takeBack = (): void => undefined;
  try {
    // Another request may have been faster since the first look.
    await certificateFor(options, { ...before?.notes, pending: request.keyFingerprint });
    const certificate = await attachedCertificate(options, claim.since, undo.add);
    takeBack = prepare(certificate);
    undo.add(() => Promise.resolve().then(takeBack));
    undo.add(() => deactivate(platform, certificate));
    await activate(options, certificate);
    await settle(options, certificate, claim.revokedAt);
    return { certificate: { ...certificate, status: 'ACTIVE' }, already: false };
  } catch (error) {
    if (error instanceof Superseded) takeBack();
    if (!(error instanceof PlatformError)) throw error;
    throw await undo.all(error);
  }
}

/** The certificate that the request has already, if nothing stands against the request. */
async function certificateFor(options: IssueOptions, notes: ThingNotes): Promise<Certificate | undefined> {
  const { platform, hub, request, allow } = options;
  const all = withoutClaim(await certificatesOf(platform, hub.thingName), notes);
  const own = preferred(all.filter((certificate) => certificate.keyFingerprint === request.keyFingerprint));
  const where = `${hub.thingName} has certificate ${own?.id ?? ''} for this key, which`;
  if (own?.status === 'REVOKED') {
    throw new HubStateError(
      'CERTIFICATE_REVOKED',
      `${where} is revoked for good; make a new key and request on the hub (data-hub csr)`,
    );
  }
  const pending = notes.pending?.split('@')[0] === request.keyFingerprint;
  if (own !== undefined && own.status !== 'ACTIVE' && !pending) {
    throw new HubStateError(
      'CERTIFICATE_RETIRED',
      `${where} was retired (${own.status}); make a new key and request on the hub (data-hub csr)`,
    );
  }
  if (own?.status !== 'ACTIVE') {
    allow(
      all.filter((certificate) => certificate !== own),
      notes,
    );
  }
  return own;
}

/** An inactive certificate for the request with its policy and its thing: one that is there, or a new one. */
async function attachedCertificate(
  { platform, hub, request }: IssueOptions,
  since: Date | undefined,
  undo: (step: () => Promise<unknown>) => void,
): Promise<Certificate> {
  const { clients, names } = platform;
  const mine = await ofThisKey(platform, hub, request);
  let certificate = preferred(mine);
  let madeHere = false;
  if (certificate === undefined && since !== undefined) {
    certificate = preferred(await inactiveCertificatesSince(platform, request.keyFingerprint, since));
  }
  if (certificate === undefined) {
    certificate = await createCertificate(platform, request, hub, undo);
    madeHere = true;
  }
  const { arn } = certificate;
  try {
    // Both do nothing if it was done already.
    await clients.iot.send(new AttachPolicyCommand({ policyName: names.dataHubIotPolicy, target: arn }));
    if (!mine.some(({ id }) => id === certificate.id)) {
      await attachToThing(clients.iot, hub.thingName, arn);
    }
  } catch (error) {
    if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
    if ((await readCertificate(platform, certificate.id)) === undefined) throw new Superseded();
    throw notDeployed(platform, `IoT policy ${names.dataHubIotPolicy}`);
  }
  const chosen = preferred(await ofThisKey(platform, hub, request));
  if (chosen === undefined) throw new Superseded();
  if (madeHere && chosen.id !== certificate.id) {
    await discardCertificate(platform, certificate, hub.thingName);
  }
  return chosen;
}

async function activate({ platform, hub }: IssueOptions, certificate: Certificate): Promise<void> {
  try {
    if (certificate.status !== 'ACTIVE') await setStatus(platform, certificate, 'ACTIVE');
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) throw new Superseded();
    throw error;
  }
  const attached = await certificatesOf(platform, hub.thingName);
  if (attached.some(({ id }) => id === certificate.id)) return;
  // Another run was discarding it at that moment. Without its thing it is good for nothing.
  await deactivate(platform, certificate);
  throw new Superseded();
}

async function deactivate(platform: Platform, { id }: Certificate): Promise<void> {
  const now = await readCertificate(platform, id);
  if (now?.status === 'ACTIVE') await setStatus(platform, now, 'INACTIVE');
}

/** Notes that it is done, removes what is left for the same key, and heeds a revocation that came in between. */
async function settle(
  options: IssueOptions,
  certificate: Certificate,
  revokedAt: string | undefined,
): Promise<void> {
  const { platform, hub, request } = options;
  if ((await requireThing(platform, hub)).notes.revokedAt !== revokedAt) {
    await setStatus(platform, certificate, 'REVOKED');
    throw new HubStateError(
      'REVOKED_MEANWHILE',
      `hub "${hub.name}" was revoked meanwhile; its new certificate is revoked, too`,
    );
  }
  if (!(await isSettled(options, certificate))) {
    // Another request was faster, or has begun: it does not expect this certificate to be active.
    await deactivate(platform, certificate);
    await discardCertificate(platform, certificate, hub.thingName);
    throw new Superseded();
  }
  for (const other of await ofThisKey(platform, hub, request)) {
    if (other.status === 'INACTIVE') await discardCertificate(platform, other, hub.thingName);
  }
}

/** Whether the certificate stands beside those for other keys, now that it is active. */
async function isSettled(
  { platform, hub, request, allow, notesWhenActive }: IssueOptions,
  certificate: Certificate,
): Promise<boolean> {
  const settled = await settleThing(
    platform,
    hub,
    request,
    notesWhenActive(certificate, platform.clock.now()),
  );
  if (settled !== 'gone') return settled === 'settled';
  // By a run with the same request, which has the same certificate, or by one with another that was faster.
  const { notes } = await requireThing(platform, hub);
  const all = withoutClaim(await certificatesOf(platform, hub.thingName), notes);
  try {
    allow(
      all.filter(({ keyFingerprint }) => keyFingerprint !== request.keyFingerprint),
      {},
    );
    return true;
  } catch (error) {
    if (error instanceof HubStateError) return false;
    throw error;
  }
}

async function ofThisKey(
  platform: Platform,
  hub: Hub,
  { keyFingerprint }: CertificateRequest,
): Promise<Certificate[]> {
  const all = await certificatesOf(platform, hub.thingName);
  return all.filter((certificate) => certificate.keyFingerprint === keyFingerprint);
}

/** The same choice in every run: the active one, else the oldest. */
function preferred(certificates: readonly Certificate[]): Certificate | undefined {
  return certificates.find(({ status }) => status === 'ACTIVE') ?? certificates[0];
}
