import { isUtf8 } from 'node:buffer';
import { accessSync, constants, type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { ConfigurationError, type Problem } from '../../../../config/errors';
import { LARGEST_FILE } from './part-plan';

/** One file, and the key of the object that it becomes. */
export interface FileToUpload {
  /** Absolute path. */
  readonly file: string;
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
}

export interface UploadListOptions {
  /** Files and, if `recursive`, folders. */
  readonly paths: readonly string[];
  /** Folder in the bucket that the hub uploads to, from `hub.json`; ends in `/`. */
  readonly hubPrefix: string;
  /** Folder below it, with or without a slash at its end. @default - none */
  readonly subfolder?: string | undefined;
  /** Whether all files below a folder are meant when it is named. */
  readonly recursive: boolean;
}

/** In bytes of UTF-8: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const LONGEST_KEY = 1_024;
// What is between a shell's quotes, and no name of anything: control characters, and lone surrogates.
const UNUSABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * The files that a command names, each with its key: the name of the file, or for files in a folder the name of
 * the folder and the path below it. Symbolic links in a folder are left out; a file that is named may be one.
 * @throws ConfigurationError with all that cannot be uploaded.
 */
export function filesToUpload(options: UploadListOptions): FileToUpload[] {
  const { paths, hubPrefix, subfolder = '', recursive } = options;
  const problems: Problem[] = [...subfolderProblems(subfolder)];
  const folder = subfolder === '' ? '' : `${subfolder.replace(/\/$/, '')}/`;
  const found = paths.flatMap((path) => filesAt(path, recursive, problems));
  const files = found.map(({ file, name, stats }) => {
    const key = `${hubPrefix}${folder}${name}`;
    const fix = problemOf(file, key, stats);
    if (fix !== undefined) problems.push({ place: file, fix });
    return { file, key, size: stats.size, mtimeMs: stats.mtimeMs };
  });
  const byKey = new Map<string, string>();
  for (const { file, key } of files) {
    const earlier = byKey.get(key);
    if (earlier !== undefined) {
      problems.push({
        place: file,
        fix: `would replace ${earlier}: both become ${key}; upload one of them elsewhere`,
      });
    }
    byKey.set(key, file);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return files;
}

function subfolderProblems(subfolder: string): Problem[] {
  const segments = subfolder.replace(/\/$/, '').split('/');
  const wrong =
    subfolder !== '' &&
    (segments.some((segment) => ['', '.', '..'].includes(segment)) || UNUSABLE.test(subfolder));
  const fix = 'write a folder below the one that the hub uploads to, for example "2026/readings/"';
  return wrong ? [{ place: '--prefix', value: subfolder, fix }] : [];
}

interface Found {
  readonly file: string;
  readonly name: string;
  readonly stats: Stats;
}

function filesAt(path: string, recursive: boolean, problems: Problem[]): Found[] {
  // It would be the folder of whoever runs the command: most often a variable that is not set.
  if (path === '') {
    problems.push({ place: 'file', value: path, fix: 'is empty; name a file' });
    return [];
  }
  const file = resolve(path);
  let stats: Stats;
  try {
    stats = statSync(file);
  } catch (error) {
    // What is no UTF-8 in an argument has become this character.
    const fix = path.includes('\ufffd')
      ? `cannot be found, perhaps because its name is not UTF-8; ${RENAME}`
      : unreadable(error);
    problems.push({ place: path, fix });
    return [];
  }
  if (!stats.isDirectory()) return [{ file, name: basename(file), stats }];
  if (!recursive) {
    problems.push({ place: path, fix: 'is a folder; add --recursive to upload all files in it' });
    return [];
  }
  return filesBelow(file, problems)
    .map((found) => ({
      ...found,
      name: [basename(file), ...relative(file, found.file).split(sep)].join('/'),
    }))
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}

function filesBelow(folder: string, problems: Problem[]): Omit<Found, 'name'>[] {
  let entries: Dirent<Buffer>[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    if (!isGone(error)) problems.push({ place: folder, fix: unreadable(error) });
    return [];
  }
  return entries.flatMap((entry) => {
    if (!entry.isFile() && !entry.isDirectory()) return [];
    const file = join(folder, entry.name.toString());
    if (!isUtf8(entry.name)) {
      problems.push({ place: file, fix: `has a name that is not UTF-8; ${RENAME}` });
      return [];
    }
    if (entry.isDirectory()) return filesBelow(file, problems);
    // May be gone since it was listed: others work in the folder, too.
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ file, stats }];
  });
}

const RENAME = 'rename it (convmv does it for many)';

function unreadable(error: unknown): string {
  return isGone(error)
    ? 'does not exist'
    : `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function problemOf(file: string, key: string, stats: Stats): string | undefined {
  if (!stats.isFile())
    return 'is not a file: only a file has a size that is known beforehand; write it to one first';
  if (stats.size > LARGEST_FILE) return `has ${stats.size} bytes; S3 takes ${LARGEST_FILE} at most`;
  if (UNUSABLE.test(key)) return 'has a control character in its name; rename it';
  const bytes = Buffer.byteLength(key);
  if (bytes > LONGEST_KEY) return `would get a key of ${bytes} bytes, ${key}; ${LONGEST_KEY} are the most`;
  try {
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    // One that is gone by now keeps the others from nothing: it is told when its turn comes.
    return isGone(error) ? undefined : unreadable(error);
  }
}
