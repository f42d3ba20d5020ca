import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Of `mkdir`; narrowed by the umask. */
const ANYBODY = 0o777;

/**
 * Makes a folder, and those above it that are missing: all or none. By itself each, because with `recursive` Node.js
 * tries without end where a folder is there and nothing can be made in it (`/proc`, `/sys`).
 * @param mode of each that is made, before the umask
 * @returns those that were made, innermost first
 * @throws the system's error
 */
export function makeFolders(folder: string, mode = ANYBODY): string[] {
  const made: string[] = [];
  try {
    for (const missing of missingFolders(resolve(folder))) {
      if (makeFolder(missing, mode)) made.unshift(missing);
    }
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    return made;
  } catch (error) {
    for (const folderMade of made) rmdirSync(folderMade);
    throw error;
  }
}

/** Makes one folder, and says whether it did: another run may be faster. */
function makeFolder(folder: string, mode: number): boolean {
  try {
    mkdirSync(folder, { mode });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** What is missing of a path, outermost first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let above = folder; !isThere(above) && above !== dirname(above); above = dirname(above)) {
    missing.unshift(above);
  }
  return missing;
}

/** @throws the system's error if that may not be seen: nothing can be made there either. */
function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
