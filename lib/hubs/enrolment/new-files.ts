import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../../config/new-folders';

/** Names of files that are in a folder already with another text. */
export function existing(folder: string, files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, text]) => {
    const path = join(folder, name);
    return existsSync(path) && !hasText(path, text) ? [name] : [];
  });
}

/** Says why a path can be no folder for files, or nothing. */
export function folderProblem(folder: string): string | undefined {
  return existsSync(folder) && !statSync(folder).isDirectory() ? 'is a file' : undefined;
}

/**
 * Writes files that are not there yet, all or none, never in the place of others.
 * @param mode of the files, before the umask.
 * @returns what takes back those that were written.
 * @throws the system's error.
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>, mode: number): () => void {
  makeFolders(folder);
  const written: string[] = [];
  const takeBack = (): void => {
    for (const path of written) rmSync(path, { force: true });
  };
  for (const [name, text] of files) {
    const path = join(folder, name);
    const temporary = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      if (existsSync(path) && hasText(path, text)) continue;
      writeFileSync(temporary, text, { mode, flag: 'wx' });
      // Fails if somebody else was faster, where renaming would replace their file.
      linkSync(temporary, path);
      written.push(path);
    } catch (error) {
      takeBack();
      throw error;
    } finally {
      rmSync(temporary, { force: true });
    }
  }
  return takeBack;
}

function hasText(path: string, text: string): boolean {
  return statSync(path).isFile() && readFileSync(path, 'utf8') === text;
}
