import { accessSync, constants, readdirSync, type Stats, statSync } from 'node:fs';
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
  const file = resolve(path);
  let stats: Stats;
  try {
    stats = statSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    problems.push({ place: path, fix: code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})` });
    return [];
  }
  if (!stats.isDirectory()) return [{ file, name: basename(file), stats }];
  if (!recursive) {
    problems.push({ place: path, fix: 'is a folder; add --recursive to upload all files in it' });
    return [];
  }
  try {
    return readdirSync(file, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((below) => ({
        file: below,
        name: [basename(file), ...relative(file, below).split(sep)].join('/'),
        stats: statSync(below),
      }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    problems.push({ place: path, fix: `cannot be read in full (${code})` });
    return [];
  }
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
    return `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
  }
}
