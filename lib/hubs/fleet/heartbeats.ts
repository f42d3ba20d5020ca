import { type Heartbeat, reportedSchema } from '../../../packages/data-hub/src/shadow/shadow-document';
import type { Platform } from '../../account/open-platform';
import { readShadow } from '../shadow/platform-shadow';
import { inParallel } from './in-parallel';
import { hubsOf, type HubSummary, showHub } from './list-hubs';

/** A hub with what it said of itself last. */
export interface HubWithHeartbeat extends HubSummary {
  /**
   * When AWS took its last heartbeat, by AWS's clock: no hub can set it.
   * @default - it has sent none that can be read
   */
  readonly lastSeen?: string;
  /** What it said; the hub's own words, true as far as the hub is. */
  readonly heartbeat?: Heartbeat;
}

const heartbeatSchema = reportedSchema.shape.heartbeat;

/**
 * Every hub of the organization with its certificates and its last heartbeat: two requests a hub more than its
 * certificates need, five hubs at once.
 */
export async function listHubsWithHeartbeats(platform: Platform): Promise<HubWithHeartbeat[]> {
  return inParallel(await hubsOf(platform), async (hub) => {
    const [summary, heartbeat] = await Promise.all([showHub(platform, hub), heartbeatOf(platform, hub)]);
    return { ...summary, ...heartbeat };
  });
}

/** The last heartbeat of a hub; nothing of it if there is none that can be read. */
async function heartbeatOf(
  platform: Platform,
  hub: Parameters<typeof readShadow>[1],
): Promise<Pick<HubWithHeartbeat, 'lastSeen' | 'heartbeat'>> {
  const shadow = await readShadow(platform, hub);
  if (shadow === undefined) return {};
  const { data: heartbeat } = heartbeatSchema.safeParse(shadow.reported['heartbeat']);
  const lastSeen = shadow.reportedAt.get('heartbeat');
  if (heartbeat === undefined || heartbeat === null || lastSeen === undefined) return {};
  return { heartbeat, lastSeen: lastSeen.toISOString() };
}
