import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { getSystemErrorMap, types } from 'node:util';
import { PlatformError } from '../../config/errors';

/** The system refuses a file: no room, no permission, a read-only file system. */
export class FileSystemError extends PlatformError {
  readonly code = 'FILE_SYSTEM';

  constructor(message: string) {
    super(message);
    this.name = 'FileSystemError';
  }
}

/** What the system says of files; its other errors, of the network for example, are for others to explain. */
const ABOUT_FILES = ['EACCES', 'EDQUOT', 'EISDIR', 'EMFILE', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'];
const ENDED_ROOM = ['ENOSPC', 'EDQUOT'];

/**
 * An error of the system about a file in one line, with what to do; undefined for any other error.
 * @param checkout folder of the repository
 */
export function fileSystemError(error: unknown, checkout: string): FileSystemError | undefined {
  if (!types.isNativeError(error)) return undefined;
  const { code = '', errno = 0, path, syscall } = error as NodeJS.ErrnoException;
  if (!ABOUT_FILES.includes(code) || syscall === undefined) return undefined;
  const reason = getSystemErrorMap().get(errno)?.[1] ?? 'the system refuses';
  const what = path === undefined ? 'cannot write' : `cannot ${verb(syscall)} ${path}`;
  return new FileSystemError(`${what}: ${reason} (${code})${advice(code, path, checkout)}`);
}

const MEBIBYTE = 2 ** 20;

/** Room on a file system, in bytes; tests put their own in its place. */
export type RoomOf = (folder: string) => number;

const roomOf: RoomOf = (folder) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** With fewer bytes left, that is why something failed. */
export const NO_ROOM = MEBIBYTE;

/**
 * Makes sure that a folder has room: programs that find none fail in many ways, and cannot write in their logs how.
 * @param bytes that have to be free
 * @param checkout folder of the repository
 * @throws FileSystemError if there are fewer, with what failed because of it, if anything has.
 */
export function requireRoom(
  folder: string,
  bytes: number,
  checkout: string,
  failure?: unknown,
  room: RoomOf = roomOf,
): void {
  const free = room(folder);
  if (free >= bytes) return;
  const inMebibytes = (count: number): string => (count / MEBIBYTE).toFixed(count < MEBIBYTE ? 1 : 0);
  const because = failure instanceof Error ? ` (${failure.message.split('\n', 1).join('')})` : '';
  throw new FileSystemError(
    `${folder} has ${inMebibytes(free)} MiB free, and ${inMebibytes(bytes)} are needed${because}${advice('ENOSPC', folder, checkout)}`,
  );
}

/**
 * Does something whose errors about files are then told in one line.
 * @throws FileSystemError in the place of the system's error
 */
export async function tellingFileErrors<Result>(
  checkout: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileSystemError(error, checkout) ?? error;
  }
}

function verb(syscall: string): string {
  return syscall === 'spawn' || syscall.startsWith('spawn ') ? 'run' : syscall === 'read' ? 'read' : 'write';
}

function advice(code: string, path: string | undefined, checkout: string): string {
  const noRoom = ENDED_ROOM.includes(code);
  if (path !== undefined && isWithin(path, checkout)) {
    return noRoom ? '; free some space there' : '; this needs a checkout that you may write to';
  }
  if (path !== undefined && !isWithin(path, tmpdir())) return '';
  return `; ${noRoom ? 'free some space there, or name' : 'name'} another folder for temporary files: TMPDIR=/path/to/folder`;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
