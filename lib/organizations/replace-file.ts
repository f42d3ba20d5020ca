import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { PlatformError } from '../../config/errors';

/** A file could not be replaced; it is as it was. */
export class FileNotWrittenError extends PlatformError {
  readonly code = 'FILE_NOT_WRITTEN';

  constructor(place: string, reason: string) {
    super(`${place} ${reason}; nothing was written`);
    this.name = 'FileNotWrittenError';
  }
}

/**
 * Replaces what a file holds, entirely or not at all, and keeps its permissions. A link stays a link.
 * @param before what the file held when it was read.
 * @throws FileNotWrittenError if somebody has changed it since, or it cannot be written.
 */
export function replaceFile(path: string, before: Uint8Array, after: string): void {
  const place = relative(process.cwd(), path);
  let draft: string | undefined;
  try {
    const file = realpathSync(path);
    // Not `.json`: a file of that name would be an environment while it exists.
    draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
    const handle = openSync(draft, 'wx');
    try {
      writeFileSync(handle, after);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    chmodSync(draft, statSync(file).mode);
    if (!readFileSync(file).equals(before)) {
      throw new FileNotWrittenError(place, 'was changed meanwhile: run the same command again');
    }
    renameSync(draft, file);
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { force: true });
    if (error instanceof FileNotWrittenError) throw error;
    throw new FileNotWrittenError(
      place,
      `cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  }
}
