import { dirname, join, resolve } from 'node:path';
import { writePrivateFile } from '../cache/private-file';

/** Name of the file beside `hub.json` that holds the moment of the last upload. No secret. */
const LAST_UPLOAD_FILE = '.last-upload';

/**
 * Keeps when an upload succeeded, for the next heartbeat. Uploads do not depend on it.
 * @param at in milliseconds since 1970.
 * @returns whether it could be kept: the folder of `hub.json` may not be this user's to write.
 */
export function keepLastUpload(configFile: string, at: number): boolean {
  try {
    writePrivateFile(join(dirname(resolve(configFile)), LAST_UPLOAD_FILE), `${new Date(at).toISOString()}\n`);
    return true;
  } catch {
    return false;
  }
}
