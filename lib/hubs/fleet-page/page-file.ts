import { writeFileSync } from 'node:fs';
import { PlatformError } from '../../../config/errors';

/** The page cannot be written to where it was asked for. */
export class PageNotWrittenError extends PlatformError {
  readonly code = 'PAGE_NOT_WRITTEN';

  constructor(file: string, reason: string) {
    super(`--html "${file}" cannot be written: ${reason}; name another file`);
    this.name = 'PageNotWrittenError';
  }
}

/**
 * Writes the page, in place of an earlier one. A new file can be read by its owner only: it tells
 * which hubs are in trouble.
 * @throws PageNotWrittenError
 */
export function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page, { mode: 0o600 });
  } catch (error) {
    throw new PageNotWrittenError(file, (error as NodeJS.ErrnoException).code ?? 'unknown reason');
  }
}
