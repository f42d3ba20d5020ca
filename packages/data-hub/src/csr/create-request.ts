import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigurationError, PlatformError, type Problem } from '../../../../config/errors';
import { makeFolders } from '../../../../config/new-folders';
import { orgSlugProblems } from '../../../../config/org-slug';
import { HUB_FILES } from '../hub-config';
import { hubNameProblem, thingNameOf } from '../hub-name';
import { newKeyWithRequest } from './certificate-request';

/** The key or the request cannot be written. Nothing was. */
export class RequestFilesError extends PlatformError {
  constructor(
    readonly code: 'HUB_KEY_EXISTS' | 'HUB_FOLDER_UNWRITABLE',
    message: string,
  ) {
    super(message);
    this.name = 'RequestFilesError';
  }
}

export interface RequestFiles {
  /** Identity of the hub, which is the request's common name. */
  readonly thingName: string;
  /** Mode 0600. Stays on the hub. */
  readonly privateKey: string;
  /** For the platform's operators. */
  readonly request: string;
}

/**
 * Makes a P-256 key and a certificate request for a hub, both or none of them, and never in place of others.
 * @throws ConfigurationError for names that cannot be, with every problem.
 * @throws RequestFilesError if a file is there already, or cannot be written.
 */
export async function createRequest(options: {
  readonly organization: string;
  readonly hub: string;
  /** Folder; made if it is missing. */
  readonly out: string;
  /** The argument that names the folder, for messages. @default '--out' */
  readonly argument?: string;
}): Promise<RequestFiles> {
  const { organization, hub, out, argument = '--out' } = options;
  const problems = hubProblems(options);
  if (problems.length > 0) throw new ConfigurationError(problems);

  const folder = resolve(out);
  const files = {
    thingName: thingNameOf(organization, hub),
    privateKey: join(folder, HUB_FILES.privateKey),
    request: join(folder, HUB_FILES.request),
  };
  for (const file of [files.privateKey, files.request]) {
    if (existsSync(file)) throw alreadyThere(file, argument);
  }
  const { privateKey, request } = await newKeyWithRequest(files.thingName);
  const contents = new Map([
    [files.privateKey, privateKey],
    [files.request, request],
  ]);
  writeNewFiles(folder, contents, argument);
  return files;
}

/** What is wrong with the names of a hub, as arguments of the command. */
export function hubProblems({
  organization,
  hub,
}: {
  readonly organization: string;
  readonly hub: string;
}): Problem[] {
  const hubProblem = hubNameProblem(hub);
  return [
    ...orgSlugProblems(organization).map((fix) => ({ place: '--organization', value: organization, fix })),
    ...(hubProblem === undefined ? [] : [{ place: '--hub', value: hub, fix: hubProblem }]),
  ];
}

/**
 * Writes files of one folder, mode 0600, all or none of them; the folder is made if it is missing.
 * @throws RequestFilesError if a file is there already, or cannot be written.
 */
export function writeNewFiles(
  folder: string,
  contents: ReadonlyMap<string, string>,
  argument = '--out',
): void {
  const made = madeFolders(folder, argument);
  try {
    writeAll(contents, argument);
  } catch (error) {
    for (const folderMade of made) rmdirSync(folderMade);
    throw error;
  }
}

/** Makes the folder, and returns what it made, innermost first. */
function madeFolders(folder: string, argument: string): string[] {
  try {
    return makeFolders(folder, 0o700);
  } catch (error) {
    throw unwritable(folder, error, argument);
  }
}

/** Writes files beside their places and links them in, which fails if somebody else was faster. */
function writeAll(contents: ReadonlyMap<string, string>, argument: string): void {
  const linked: string[] = [];
  const temporaryFiles: string[] = [];
  try {
    for (const [file, content] of contents) {
      const temporary = `${file}.${randomBytes(6).toString('hex')}`;
      temporaryFiles.push(temporary);
      writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
      linkSync(temporary, file);
      linked.push(file);
    }
  } catch (error) {
    for (const file of linked) rmSync(file, { force: true });
    const { code, dest } = error as NodeJS.ErrnoException & { dest?: string };
    throw code === 'EEXIST' && dest !== undefined
      ? alreadyThere(dest, argument)
      : unwritable([...contents.keys()][0] ?? '', error, argument);
  } finally {
    for (const temporary of temporaryFiles) rmSync(temporary, { force: true });
  }
}

/** A file is not overwritten. */
export function alreadyThere(file: string, argument = '--out'): RequestFilesError {
  return new RequestFilesError(
    'HUB_KEY_EXISTS',
    `${file} exists and is not overwritten; move it away, or choose another folder with ${argument}`,
  );
}

function unwritable(path: string, error: unknown, argument: string): RequestFilesError {
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
  return new RequestFilesError(
    'HUB_FOLDER_UNWRITABLE',
    `${path} cannot be written (${reason}); choose a folder with ${argument}`,
  );
}
