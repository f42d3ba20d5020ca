import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolders } from '../../../../config/new-folders';

/**
 * What is done to files so that it has happened wholly or not at all, also after a loss of power. Whoever calls
 * these in a row may be ended between any two of them.
 */
export interface DurableFiles {
  /** The text, or undefined if there is no such file. */
  readonly read: (file: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  /** Puts a file in place, or another text in the place of one. A link to a file stays one. */
  readonly write: (file: string, text: string, mode: number) => void;
  /** Makes a folder for the owner only, if it is not there. */
  readonly makeFolder: (folder: string) => void;
  /** Moves a folder to a name that is free, beside it. */
  readonly rename: (from: string, to: string) => void;
  /** Deletes a folder with all that is in it, if it is there. Not in one step. */
  readonly remove: (folder: string) => void;
}

/** The real disk. All of them throw the system's error. */
export const DISK: DurableFiles = {
  read: (file) => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  },
  exists: existsSync,
  write: (file, text, mode) => {
    const target = existsSync(file) ? realpathSync(file) : file;
    // One name, so that what a lost power left behind is overwritten by the next attempt.
    const temporary = join(dirname(target), `.${basename(target)}.new`);
    rmSync(temporary, { force: true });
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
    giveToOwnerOf(existsSync(target) ? target : dirname(target), temporary);
    // The mode above is narrowed by the umask; this one is not.
    chmodSync(temporary, mode);
    renameSync(temporary, target);
    syncFolder(dirname(target));
  },
  makeFolder: (folder) => {
    const outermostFirst = makeFolders(folder, 0o700).reverse();
    for (const made of outermostFirst) giveToOwnerOf(dirname(made), made);
    if (outermostFirst.length > 0) syncFolder(dirname(folder));
  },
  rename: (from, to) => {
    renameSync(from, to);
    syncFolder(dirname(to));
  },
  remove: (folder) => {
    rmSync(folder, { recursive: true, force: true });
    syncFolder(dirname(folder));
  },
};

/**
 * Gives what root made to the owner of a folder or file, who could not read it otherwise; does nothing for others.
 * @throws the system's error.
 */
export function giveToOwnerOf(model: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(model);
  chownSync(path, uid, gid);
}

/** A new name is on the disk when its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
