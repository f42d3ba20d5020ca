import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the file of checksums, in the folder of what it is about. */
export const CHECKSUMS = 'SHA256SUMS';

/**
 * Writes the SHA-256 of files of a folder into {@link CHECKSUMS} there, as `sha256sum --check` reads it.
 * @param files their names, in the order in which they are listed
 * @returns path of the file of checksums
 */
export function writeChecksums(folder: string, files: readonly string[]): string {
  const path = join(folder, CHECKSUMS);
  writeFileSync(path, files.map((file) => `${sha256(join(folder, file))}  ${file}\n`).join(''));
  return path;
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
