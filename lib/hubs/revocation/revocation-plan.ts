import { paginateListTargetsForPolicy } from '@aws-sdk/client-iot';
import { PlatformError } from '../../../config/errors';
import { isAwsError } from '../../account/aws-call-error';
import { type Hub, notDeployed, type Platform } from '../../account/open-platform';
import { type Certificate, certificatesOf, idOf, readCertificate } from '../fleet/certificates';
import { inParallel } from '../fleet/in-parallel';
import { hubsOf } from '../fleet/list-hubs';
import { requireThing } from '../fleet/thing';
import { type HybridNodes, hybridNodesOf } from '../fleet/hybrid-nodes';
import { requireMayCutSessions } from './cut-sessions';
import { KEPT_MILLISECONDS } from './revocation-document';

/** One hub, or all of the organization's. */
export type Revoked = Hub | 'all';

/** What there is to revoke. */
export interface RevocationPlan {
  readonly what: Revoked;
  readonly hubs: readonly Hub[];
  /** Every certificate that there is, those that are revoked already, too. */
  readonly certificates: readonly Certificate[];
  /** Or why they could not be read, which keeps nothing else from being revoked. */
  readonly hybridNodes: HybridNodes | PlatformError;
}

/**
 * Finds everything that a revocation has to reach. Changes nothing.
 * @throws HubStateError if there is no such hub.
 * @throws AwsCallError if the caller cannot be the one who revokes.
 */
export async function planRevocation(platform: Platform, what: Revoked): Promise<RevocationPlan> {
  await requireMayCutSessions(platform);
  const hubs = what === 'all' ? await hubsOf(platform) : [await requireThing(platform, what)];
  const ofThings = await inParallel(hubs, (hub) => certificatesOf(platform, hub.thingName));
  const certificates = ofThings.flat();
  if (what === 'all') {
    const known = new Set(certificates.map(({ id }) => id));
    const rest = (await idsUnderPolicy(platform)).filter((id) => !known.has(id));
    const loose = await inParallel(rest, (id) => readCertificate(platform, id));
    certificates.push(...loose.filter((certificate) => certificate !== undefined));
  }
  return { what, hubs, certificates, hybridNodes: await hybridNodes(platform, what) };
}

async function hybridNodes(platform: Platform, what: Revoked): Promise<HybridNodes | PlatformError> {
  try {
    return await hybridNodesOf(platform, what);
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
}

/** Certificates that may have sessions still: those that got credentials within the last hour. */
export function withLivingSessions(certificates: readonly Certificate[], now: Date): Certificate[] {
  return certificates.filter(
    ({ status, changedAt }) =>
      status !== 'REVOKED' || now.getTime() - changedAt.getTime() < KEPT_MILLISECONDS,
  );
}

/** Certificates with the organization's IoT policy, attached to a thing or not. */
async function idsUnderPolicy(platform: Platform): Promise<string[]> {
  const { clients, names } = platform;
  const ids: string[] = [];
  try {
    const pages = paginateListTargetsForPolicy(
      { client: clients.iot },
      { policyName: names.dataHubIotPolicy },
    );
    for await (const { targets = [] } of pages) ids.push(...targets.map(idOf));
  } catch (error) {
    if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
    throw notDeployed(platform, `IoT policy ${names.dataHubIotPolicy}`);
  }
  return ids;
}
