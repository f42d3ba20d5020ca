import { lstatSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ConfigurationError, PlatformError } from '../../../../config/errors';
import { makeFolders } from '../../../../config/new-folders';
import { FileLock } from '../cache/file-lock';
import { writePrivateFile } from '../cache/private-file';
import type { HubCredentials } from '../credentials/identity';
import { pause, type Runtime } from '../credentials/runtime';
import { withProfile } from './profile-file';

/** The credentials file cannot be written. */
export class CredentialsFileError extends PlatformError {
  readonly code = 'HUB_CREDENTIALS_FILE';

  constructor(message: string) {
    super(message);
    this.name = 'CredentialsFileError';
  }
}

/** A real credentials file has some kilobytes. */
const LARGEST_FILE_BYTES = 1_048_576;
const LOCK_POLL = 50;
/** How long another run may hold the file, in milliseconds: it takes moments. */
const LOCK_PATIENCE = 5_000;

/**
 * The credentials file that AWS tools read unless told otherwise.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export function defaultCredentialsFile(environment: NodeJS.ProcessEnv): string {
  const named = environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '';
  return named === '' ? join(homedir(), '.aws', 'credentials') : named;
}

export interface ProfileUpdate {
  readonly file: string;
  readonly profile: string;
  readonly credentials: HubCredentials;
  readonly runtime: Runtime;
}

/**
 * Writes credentials into one profile of a credentials file, in one step: readers find the old text or the new
 * one, mode 0600. Two runs for two profiles of one file do not undo each other's work.
 * @returns whether anything had to be changed.
 * @throws ConfigurationError if the file is a link, somebody else's, or not understood; it is then left alone.
 * @throws CredentialsFileError if it cannot be written.
 */
export async function updateProfile({
  file,
  profile,
  credentials,
  runtime,
}: ProfileUpdate): Promise<boolean> {
  const path = resolve(file);
  // Looked at before anything is made: what cannot be used is left without a trace.
  change(path, profile, credentials);
  try {
    makeFolders(dirname(path), 0o700);
  } catch (error) {
    throw unwritable(path, error);
  }
  const lock = new FileLock(`${path}.data-hub.lock`);
  const deadline = runtime.monotonic() + LOCK_PATIENCE;
  while (!lock.tryTake()) {
    if (runtime.monotonic() > deadline) {
      throw new CredentialsFileError(
        `${path} is being written by another run; run this again when it has ended`,
      );
    }
    await pause(runtime, LOCK_POLL);
  }
  try {
    const { before, after } = change(path, profile, credentials);
    if (before?.equals(after) === true) return false;
    writePrivateFile(path, after);
    return true;
  } catch (error) {
    throw error instanceof PlatformError ? error : unwritable(path, error);
  } finally {
    lock.release();
  }
}

/** @throws ConfigurationError with all that keeps the file from being written to. */
function change(
  path: string,
  profile: string,
  credentials: HubCredentials,
): { readonly before: Buffer | undefined; readonly after: Buffer } {
  const before = contentOf(path);
  const changed = withProfile(before?.toString('latin1') ?? '', profile, credentials, path);
  if ('problems' in changed) throw new ConfigurationError(changed.problems);
  return { before, after: Buffer.from(changed.text, 'latin1') };
}

function contentOf(path: string): Buffer | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const fix = stats.isSymbolicLink()
    ? 'is a symbolic link, which would be replaced by a file; name the file that it leads to with --file'
    : !stats.isFile()
      ? 'is not a file; choose another with --file'
      : process.getuid !== undefined && stats.uid !== process.getuid()
        ? "is another user's; run this as that user, or choose another file with --file"
        : stats.size > LARGEST_FILE_BYTES
          ? `has ${stats.size} bytes, which no credentials file has; choose another with --file`
          : undefined;
  if (fix !== undefined) throw new ConfigurationError([{ place: path, fix }]);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigurationError([{ place: path, fix: `cannot be read (${codeOf(error)})` }]);
  }
}

function unwritable(path: string, error: unknown): CredentialsFileError {
  return new CredentialsFileError(`${path} cannot be written (${codeOf(error)}); choose another with --file`);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
}
