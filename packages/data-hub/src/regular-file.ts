import { readFileSync, type Stats, statSync } from 'node:fs';

/** Far more than any file of a hub has, in bytes. */
const MOST_BYTES = 1_000_000;

/** Reads a file of a hub. @throws what {@link requireReadable} throws, or the system's error. */
export function readRegularFile(path: string): Buffer {
  requireReadable(statSync(path));
  return readFileSync(path);
}

/**
 * Refuses what no file of a hub is: a pipe or a device, of which reading might not end, or something huge.
 * @throws an error whose `code` says so, in the place of the system's.
 */
export function requireReadable(stats: Stats): void {
  if (!stats.isFile() && !stats.isDirectory()) throw unreadable('it is a pipe or a device');
  if (stats.size > MOST_BYTES) throw unreadable(`it has ${stats.size} bytes`);
}

function unreadable(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
