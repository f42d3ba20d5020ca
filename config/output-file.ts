import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigurationError, type Problem } from './errors';
import { outputFolderProblems, requireRoom } from './output-folder';

/**
 * What keeps a file from being written: told before minutes of work, of which nothing would be left.
 * @param place option that names the file
 * @param file a file that need not be there; `-`, for standard output, can always be written
 */
export function outputProblems(place: string, file: string | undefined): Problem[] {
  if (file === undefined || file === '-') return [];
  const fix = reason(file);
  return fix === undefined ? [] : [{ place, value: file, fix }];
}

function reason(file: string): string | undefined {
  const folder = dirname(file);
  if (!isFolder(folder)) return `there is no folder ${folder}`;
  if (isFolder(file)) return 'is a folder; name a file in it';
  const isThere = statSync(file, { throwIfNoEntry: false }) !== undefined;
  try {
    if (isThere) accessSync(file, constants.W_OK);
    else requireRoom(folder);
    return undefined;
  } catch (error) {
    return `cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}); name another file`;
  }
}

/**
 * Checks that a file can be written whose folder is made if it is not there.
 * @throws ConfigurationError if it cannot
 */
export function requireOutputFile(place: string, file: string): void {
  const inFolder = outputFolderProblems(place, dirname(resolve(file)), file);
  const problems = inFolder.length > 0 || !isFolder(dirname(file)) ? inFolder : outputProblems(place, file);
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** Whether it is a folder, as far as may be seen: what is behind a file, or a folder that is closed, is none. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
