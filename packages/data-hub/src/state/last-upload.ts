import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DISK } from './durable-files';

/** Name of the file beside `hub.json` that holds the moment of the last upload. No secret. */
const LAST_UPLOAD_FILE = '.last-upload';
/** Whoever uploads and whoever tells of it may be two users. */
const READABLE = 0o644;

/**
 * Keeps when an upload succeeded, for the next heartbeat. Uploads do not depend on it.
 * @param at in milliseconds since 1970.
 * @returns whether it could be kept: the folder of `hub.json` may not be this user's to write.
 */
export function keepLastUpload(configFile: string, at: number): boolean {
  try {
    DISK.write(lastUploadFile(configFile), `${new Date(at).toISOString()}\n`, READABLE);
    return true;
  } catch {
    return false;
  }
}

/** When the last upload succeeded, ISO 8601; undefined if none is known. */
export function lastUpload(configFile: string): string | undefined {
  try {
    const at = Date.parse(readFileSync(lastUploadFile(configFile), 'utf8').trim());
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  } catch {
    return undefined;
  }
}

function lastUploadFile(configFile: string): string {
  return join(dirname(resolve(configFile)), LAST_UPLOAD_FILE);
}
