import { PlatformError } from '../../../config/errors';
import type { Hub, Platform } from '../../account/open-platform';
import { type Certificate, readCertificate, setStatus } from '../fleet/certificates';
import { inParallel } from '../fleet/in-parallel';
import { noteUntilDone } from '../fleet/thing';
import { cutSessions, type SessionCut } from './cut-sessions';
import { RevocationError } from './errors';
import { removeHybridNodes } from '../fleet/hybrid-nodes';
import { type RevocationPlan, withLivingSessions } from './revocation-plan';

export type RevocationStepName = 'certificates' | 'sessions' | 'hybrid nodes' | 'verified';

/** One step of a revocation, told as soon as it is over. */
export interface RevocationStep {
  readonly step: RevocationStepName;
  readonly outcome: 'done' | 'already done' | 'nothing to do' | 'failed';
  readonly detail: string;
}

export interface Revocation {
  readonly hubs: readonly string[];
  readonly certificates: readonly { readonly id: string; readonly status: string }[];
  readonly steps: readonly RevocationStep[];
  /** Whether everything that was to be revoked was read back as revoked. */
  readonly verified: boolean;
}

/** AWS says of the spreading of policies that it takes seconds, rarely minutes. */
const IAM_SPREADS =
  'IAM spreads this to all its servers within seconds, rarely minutes: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html';

/**
 * Revokes what is in a plan: first nothing gets new credentials, then sessions that were issued are cut, then
 * hybrid nodes go, then everything is read back. A step that fails does not keep the others from being done.
 * @param onStep is told of each step when it is over.
 * @returns what was done; whether all of it was, `requireRevoked` says.
 */
export async function revoke(
  platform: Platform,
  plan: RevocationPlan,
  onStep: (step: RevocationStep) => void,
): Promise<Revocation> {
  const startedAt = platform.clock.now();
  const steps: RevocationStep[] = [];
  const take = async (
    step: RevocationStepName,
    work: () => Promise<Omit<RevocationStep, 'step'>>,
  ): Promise<boolean> => {
    const result = { step, ...(await work().catch(failed)) };
    steps.push(result);
    onStep(result);
    return result.outcome !== 'failed';
  };
  const living = withLivingSessions(plan.certificates, startedAt);
  const cut = { certificates: living.map(({ id }) => id), everySession: plan.what === 'all' };
  // What has been revoked by another run needs no new cut of every session; what has not, one from now on.
  const since = plan.certificates.some(({ status }) => status !== 'REVOKED')
    ? startedAt
    : latestChange(plan.certificates, startedAt);

  await take('certificates', () => revokeCertificates(platform, plan, startedAt));
  await take('sessions', async () => sessionStep(await cutSessions(platform, cut, since), cut));
  await take('hybrid nodes', () => hybridNodeStep(platform, plan));
  let read: Certificate[] = [];
  const verified = await take('verified', async () => {
    const found = await inParallel(plan.certificates, ({ id }) => readCertificate(platform, id));
    read = found.filter((certificate) => certificate !== undefined);
    const left = read.filter(({ status }) => status !== 'REVOKED');
    if (left.length > 0) {
      return { outcome: 'failed', detail: `not revoked: ${left.map(({ id }) => id).join(', ')}` };
    }
    // Reads the policy, and writes only what somebody else has overwritten meanwhile.
    await cutSessions(platform, cut, since);
    return { outcome: 'done', detail: `${amount(read.length, 'certificate')} and the policy read back` };
  });
  return {
    hubs: plan.hubs.map(({ name }) => name),
    certificates: read.map(({ id, status }) => ({ id, status })),
    steps,
    verified: verified && steps.every(({ outcome }) => outcome !== 'failed'),
  };
}

/** @throws RevocationError unless everything was done and read back. */
export function requireRevoked({ steps, verified }: Revocation): void {
  if (verified) return;
  const failures = steps.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step);
  throw new RevocationError(
    'REVOCATION_INCOMPLETE',
    `the revocation is not complete (${failures.join(', ')}); fix the cause and run it again; finished steps are skipped`,
  );
}

async function revokeCertificates(
  platform: Platform,
  { certificates, hubs }: RevocationPlan,
  now: Date,
): Promise<Omit<RevocationStep, 'step'>> {
  const open = certificates.filter(({ status }) => status !== 'REVOKED');
  // Whoever enrols one of these hubs at this moment sees the note, and gives up.
  if (open.length > 0 || certificates.length === 0) await noteRevocation(platform, hubs, now);
  const failures = await inParallel(open, (certificate) =>
    setStatus(platform, certificate, 'REVOKED').then(() => undefined, reasonOf),
  );
  const reasons = failures.filter((reason) => reason !== undefined);
  if (reasons.length > 0) return { outcome: 'failed', detail: [...new Set(reasons)].join('; ') };
  if (open.length > 0) {
    return {
      outcome: 'done',
      detail: `${amount(open.length, 'certificate')} revoked: no new credentials`,
    };
  }
  return certificates.length === 0
    ? { outcome: 'nothing to do', detail: 'there is no certificate' }
    : { outcome: 'already done', detail: `${amount(certificates.length, 'certificate')} revoked before` };
}

async function noteRevocation(platform: Platform, hubs: readonly Hub[], now: Date): Promise<void> {
  const notes = { revokedAt: now.toISOString(), pending: '', rotatingTo: '', renewal: '', invitation: '' };
  // The note is for other runs; the certificates are what counts, whatever becomes of it.
  await inParallel(hubs, (hub) => noteUntilDone(platform, hub, notes).catch(() => undefined));
}

function sessionStep(
  { written, everySessionBefore, forWantOfRoom }: SessionCut,
  { certificates }: { readonly certificates: readonly string[] },
): Omit<RevocationStep, 'step'> {
  const outcome = written ? 'done' : 'already done';
  if (everySessionBefore !== undefined) {
    const moment = everySessionBefore.toISOString();
    const why = forWantOfRoom
      ? '; the policy has no room for each certificate, so that other hubs are cut off, too, until they fetch credentials again (30 minutes at most)'
      : '';
    return {
      outcome,
      detail: `sessions of the organization's hubs issued before ${moment} are denied everything${why}. ${IAM_SPREADS}`,
    };
  }
  if (certificates.length === 0) {
    return { outcome: 'nothing to do', detail: 'every session has ended by itself' };
  }
  return {
    outcome,
    detail: `sessions of ${amount(certificates.length, 'certificate')} are denied everything. ${IAM_SPREADS}`,
  };
}

async function hybridNodeStep(
  platform: Platform,
  { hybridNodes }: RevocationPlan,
): Promise<Omit<RevocationStep, 'step'>> {
  if (hybridNodes instanceof PlatformError) throw hybridNodes;
  const { nodes, activations } = hybridNodes;
  if (nodes.length + activations.length === 0) return { outcome: 'nothing to do', detail: 'none registered' };
  await removeHybridNodes(platform, hybridNodes);
  return {
    outcome: 'done',
    detail: `${amount(nodes.length, 'node')} deregistered, ${amount(activations.length, 'activation')} deleted`,
  };
}

function latestChange(certificates: readonly Certificate[], fallback: Date): Date {
  const latest = Math.max(...certificates.map(({ changedAt }) => changedAt.getTime()));
  return Number.isFinite(latest) ? new Date(latest) : fallback;
}

function failed(error: unknown): Omit<RevocationStep, 'step'> {
  return { outcome: 'failed', detail: reasonOf(error) };
}

/** @throws what is no error of ours: a defect is not to be told as a failed step. */
function reasonOf(error: unknown): string {
  if (!(error instanceof PlatformError)) throw error;
  return error.message;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
