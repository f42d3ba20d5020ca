import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from '../../../config/errors';
import { folderProblem, writeFiles } from '../enrolment/new-files';

/** An enrolment file cannot be written. */
export class EnrolmentFileError extends PlatformError {
  readonly code = 'ENROLMENT_FILE';

  constructor(message: string) {
    super(message);
    this.name = 'EnrolmentFileError';
  }
}

/** Path of a hub's enrolment file: `<folder>/<thing>.enrolment.json`. */
export function enrolmentFileName(folder: string, thingName: string): string {
  return join(folder, nameOf(thingName));
}

/** Why the file cannot be written there, or nothing. */
export function enrolmentFileProblem(folder: string, thingName: string): string | undefined {
  const problem = folderProblem(folder);
  if (problem !== undefined) return `is in ${folder}, which ${problem}; choose another folder`;
  return existsSync(enrolmentFileName(folder, thingName))
    ? 'exists and is not overwritten; delete it, or choose another folder'
    : undefined;
}

/**
 * Writes the file with mode 0600, for it holds a key.
 * @returns what takes it back.
 * @throws EnrolmentFileError
 */
export function writeEnrolmentFile(folder: string, thingName: string, text: string): () => void {
  try {
    return writeFiles(folder, new Map([[nameOf(thingName), text]]), 0o600);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new EnrolmentFileError(
      `${enrolmentFileName(folder, thingName)} cannot be written (${reason}); choose another folder with --out`,
    );
  }
}

function nameOf(thingName: string): string {
  return `${thingName}.enrolment.json`;
}
