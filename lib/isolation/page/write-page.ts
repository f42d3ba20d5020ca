import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlatformError } from '../../../config/errors';
import { examine } from '../evidence';
import type { StackTemplate } from '../template';
import { type Verification, verifyEvidence } from '../verify';
import { proofPage, undecidedPage } from './proof-page';

/** The page cannot be written to where it was asked for. */
export class PageNotWrittenError extends PlatformError {
  readonly code = 'PAGE_NOT_WRITTEN';

  constructor(file: string, reason: string) {
    super(`--html "${file}" cannot be written: ${reason}`);
    this.name = 'PageNotWrittenError';
  }
}

/** Milliseconds between two lines of progress. */
const PROGRESS_INTERVAL = 2000;

/**
 * Verifies stacks and writes the page of it. If they cannot be judged, a page that says so is written, so that
 * none of an earlier run stays in its place and says that all is well.
 * @param read gives the stacks; what it throws is on the page, too
 * @param tell told about progress, and where the page is
 * @throws PageNotWrittenError if the file cannot be written
 * @throws UndecidedError if anything in the templates is not understood: then nothing is proved
 */
export function verifyWithPage(
  read: () => readonly StackTemplate[],
  file: string,
  tell: (line: string) => void,
): Verification {
  const started = performance.now();
  const judgedAt = new Date();
  try {
    const { verification, page } = examine(read(), (evidence) => {
      const verified = verifyEvidence(evidence, started);
      let told = performance.now();
      const drawn = proofPage(evidence, verified, judgedAt, (done, of) => {
        if (done === 0 || performance.now() - told < PROGRESS_INTERVAL) return;
        told = performance.now();
        tell(`page: working out form ${done + 1} of ${of}`);
      });
      return { verification: verified, page: drawn };
    });
    writePage(file, page);
    tell(`page: ${file} (${Math.ceil(Buffer.byteLength(page) / 1000)} KB)`);
    return verification;
  } catch (error) {
    if (!(error instanceof PageNotWrittenError)) writePage(file, undecidedPage(error, judgedAt));
    throw error;
  }
}

function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new PageNotWrittenError(file, REASONS[code ?? '']?.(file) ?? message);
  }
}

const REASONS: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `the folder "${dirname(file)}" does not exist; make it first`,
  ENOTDIR: (file) => `"${dirname(file)}" is not a folder`,
  EISDIR: () => 'it is a folder; name a file in it',
  EACCES: () => 'it may not be written to; choose another place',
  EROFS: () => 'it is on a file system that may not be written to; choose another place',
  ENOSPC: () => 'no space is left',
};
