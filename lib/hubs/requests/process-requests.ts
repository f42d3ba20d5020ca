import { PlatformError } from '../../../config/errors';
import type { Platform } from '../../account/open-platform';
import { inParallel } from '../fleet/in-parallel';
import { hubsOf } from '../fleet/list-hubs';
import { type HubStep, processHub } from './process-hub';

/** What a run has done for one hub; hubs for which there was nothing to do are left out. */
export interface ProcessedHub {
  readonly organization: string;
  readonly hub: string;
  readonly steps: readonly HubStep[];
  /** Why the hub could not be dealt with. The next run tries again. */
  readonly failed?: { readonly code: string; readonly message: string };
}

export interface Processed {
  readonly organization: string;
  /** How many hubs were looked at. */
  readonly looked: number;
  readonly hubs: readonly ProcessedHub[];
}

/**
 * Answers the requests of all hubs of an organization. What fails for one hub keeps no other from its answer.
 * @throws PlatformError if the hubs cannot be listed.
 */
export async function processRequests(
  platform: Platform,
  { dryRun = false, onHub }: { dryRun?: boolean; onHub?: (hub: ProcessedHub) => void } = {},
): Promise<Processed> {
  const organization = platform.organization.slug;
  const hubs = await hubsOf(platform);
  const processed = await inParallel(hubs, async (hub): Promise<ProcessedHub> => {
    const common = { organization, hub: hub.name };
    try {
      return { ...common, steps: await processHub(platform, hub, dryRun) };
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      return { ...common, steps: [], failed: { code: error.code, message: error.message } };
    }
  });
  const told = processed.filter(({ steps, failed }) => steps.length > 0 || failed !== undefined);
  for (const hub of told) onHub?.(hub);
  return { organization, looked: hubs.length, hubs: told };
}
