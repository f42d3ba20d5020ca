import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file that only its owner may read (0600), in one step: readers find the old text or the new one.
 * @throws if the folder cannot be written.
 */
export function writePrivateFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
    // The mode above is narrowed by the umask; this one is not.
    chmodSync(temporary, 0o600);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads a file that nobody but this user could have written or read; undefined for any other, or none.
 */
export function readPrivateFile(file: string): string | undefined {
  try {
    const { mode, uid } = lstatSync(file);
    const owned = process.getuid === undefined || uid === process.getuid();
    return owned && (mode & 0o077) === 0 && (mode & 0o170000) === 0o100000
      ? readFileSync(file, 'utf8')
      : undefined;
  } catch {
    return undefined;
  }
}
