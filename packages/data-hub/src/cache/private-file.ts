import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Who may read a file beside its owner. */
export interface FileAccess {
  /** Number of a group. @default - nobody */
  readonly group?: number | undefined;
}

/** Permission bits of a file with that access. */
function modeOf({ group }: FileAccess): number {
  return group === undefined ? 0o600 : 0o640;
}

/**
 * Writes a file that only its owner may read (0600), or a group, too (0640), in one step: readers find the old text or
 * the new one.
 * @throws if the folder cannot be written, or the file not be given to the group.
 */
export function writePrivateFile(file: string, content: string | Uint8Array, access: FileAccess = {}): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
    if (access.group !== undefined) chownSync(temporary, process.getuid?.() ?? -1, access.group);
    // The mode above is narrowed by the umask; this one is not.
    chmodSync(temporary, modeOf(access));
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads a file that nobody but this user, and the group that is named, could have written or read; undefined for any
 * other, or none.
 */
export function readPrivateFile(file: string, access: FileAccess = {}): string | undefined {
  try {
    const { mode, uid, gid } = lstatSync(file);
    const owned = process.getuid === undefined || uid === process.getuid();
    const closed = (mode & 0o777 & ~modeOf(access)) === 0;
    const ofGroup = access.group === undefined || access.group === gid;
    const isFile = (mode & 0o170000) === 0o100000;
    return owned && closed && ofGroup && isFile ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
