import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, type Problem } from './errors';
import { makeFolders } from './new-folders';

/**
 * What keeps files from being written into a folder, which need not be there: told before minutes of work, or an
 * alarm, of which nothing would be left. Nothing stays behind.
 * @param place option that names the folder, or a file in it
 * @param value as it was written
 * @default value - the folder
 */
export function outputFolderProblems(place: string, folder: string, value = folder): Problem[] {
  try {
    const made = makeFolders(folder);
    try {
      requireRoom(folder);
    } finally {
      for (const one of made) rmdirSync(one);
    }
    return [];
  } catch (error) {
    return [{ place, value, fix: `cannot be written (${codeOf(error)}); choose another folder` }];
  }
}

/** @throws ConfigurationError if nothing can be written into it */
export function requireOutputFolder(place: string, folder: string, value = folder): void {
  const problems = outputFolderProblems(place, folder, value);
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/**
 * Tried, because permissions do not tell: root may write into `/proc`, and nothing can be made there.
 * @throws the system's error if nothing can be made in a folder
 */
export function requireRoom(folder: string): void {
  rmdirSync(mkdtempSync(join(folder, '.room-')));
}

/** What keeps temporary files from being made. */
export function temporaryFolderProblems(): Problem[] {
  const folder = tmpdir();
  try {
    requireRoom(folder);
    return [];
  } catch (error) {
    const fix = `cannot be written (${codeOf(error)}); name another folder for temporary files: TMPDIR=/path/to/folder`;
    return [{ place: 'TMPDIR', value: folder, fix }];
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
