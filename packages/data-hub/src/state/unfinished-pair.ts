import { dirname, join, resolve } from 'node:path';
import { HUB_FILES, type HubFiles } from '../hub-config';

/**
 * Name of the folder beside `hub.json` in which a renewal is made. Not `next`, where people put the request of a
 * rotation by hand.
 */
export const RENEWAL_FOLDER = 'renewal';

/** Where a pair stands that a renewal is putting in place, and that may be half there. */
export function unfinishedPair(configFile: string): Pick<HubFiles<string>, 'certificate' | 'privateKey'> {
  const folder = join(dirname(resolve(configFile)), RENEWAL_FOLDER);
  return {
    certificate: join(folder, HUB_FILES.certificate),
    privateKey: join(folder, HUB_FILES.privateKey),
  };
}
