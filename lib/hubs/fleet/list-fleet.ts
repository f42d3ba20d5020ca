import type { Hub, Platform } from '../../account/open-platform';
import { HubStateError } from './errors';
import { heartbeatOf, type HubWithHeartbeat } from './heartbeats';
import { inParallel } from './in-parallel';
import { hubsOf, showHub } from './list-hubs';

/** A hub of one of several organizations. */
export interface FleetHub extends HubWithHeartbeat {
  /** Slug of its organization. */
  readonly organization: string;
}

export interface FleetOptions {
  /** Whether to read what hubs said of themselves last: one request more for each. */
  readonly heartbeats: boolean;
  /** Told after each hub how many have been read, of how many. */
  readonly onProgress?: (read: number, all: number) => void;
}

/**
 * Every hub of these organizations with its certificates and, if it is asked for, its last heartbeat: organizations in
 * the order in which they are given, hubs by name, five read at once. A hub that somebody deletes meanwhile is left out.
 */
export async function listFleet(
  platforms: readonly Platform[],
  { heartbeats, onProgress }: FleetOptions,
): Promise<FleetHub[]> {
  const lists = await inParallel(platforms, async (platform) =>
    (await hubsOf(platform)).map((hub) => ({ platform, hub })),
  );
  const all = lists.flat();
  let read = 0;
  const hubs = await inParallel(all, async ({ platform, hub }) => {
    const found = await readHub(platform, hub, heartbeats);
    read += 1;
    onProgress?.(read, all.length);
    return found;
  });
  return hubs.filter((hub) => hub !== undefined);
}

async function readHub(platform: Platform, hub: Hub, heartbeats: boolean): Promise<FleetHub | undefined> {
  try {
    const [summary, heartbeat] = await Promise.all([
      showHub(platform, hub),
      heartbeats ? heartbeatOf(platform, hub) : {},
    ]);
    return { organization: platform.organization.slug, ...summary, ...heartbeat };
  } catch (error) {
    if (error instanceof HubStateError && error.code === 'HUB_UNKNOWN') return undefined;
    throw error;
  }
}
