import { statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationError, PlatformError } from '../../../config/errors';

/** The page cannot be written to where it was asked for. */
export class PageNotWrittenError extends PlatformError {
  readonly code = 'PAGE_NOT_WRITTEN';

  constructor(file: string, reason: string) {
    super(`--html "${file}" cannot be written: ${reason}; name another file`);
    this.name = 'PageNotWrittenError';
  }
}

/**
 * Refuses a file that cannot be one, before thousands of hubs are read for it.
 * @throws ConfigurationError if it is a folder, or in none
 */
export function requirePlaceFor(file: string): void {
  const folder = dirname(file);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigurationError([{ place: '--html', value: file, fix: `there is no folder ${folder}` }]);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new ConfigurationError([{ place: '--html', value: file, fix: 'is a folder; name a file in it' }]);
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
