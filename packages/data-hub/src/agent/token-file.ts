import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PlatformError } from '../../../../config/errors';
import { FileLock } from '../cache/file-lock';
import { type FileAccess, readPrivateFile, writePrivateFile } from '../cache/private-file';

/** The agent's token cannot be put where clients are to read it. */
export class TokenFileError extends PlatformError {
  readonly code = 'HUB_TOKEN_FILE';

  constructor(message: string) {
    super(message);
    this.name = 'TokenFileError';
  }
}

/**
 * Whether clients find the token: `ok`; `missing` or `changed` (another text, owner or mode) until it is written
 * again, within seconds; `taken`: another agent has the file now.
 */
export type TokenFileState = 'ok' | 'missing' | 'changed' | 'taken';

export interface TokenFileOptions {
  readonly file: string;
  /** A token that stands in the file already is kept, and left there at the end. @default false: new at each start */
  readonly stable?: boolean | undefined;
  /** Number of a group that may read the file (0640). @default - only its owner may (0600) */
  readonly group?: number | undefined;
}

/** Name of the token's file beside `hub.json`, unless the agent is told another. */
const NAME = '.agent-token';

/** Where the token is, unless the agent is told another place: beside `hub.json`. */
export function defaultTokenFile(configFile: string): string {
  return join(dirname(resolve(configFile)), NAME);
}

/**
 * The token of the local endpoint, in a file that its clients read. One living agent has the file at a time: a lock
 * beside it, `<file>.lock`, says which.
 */
export class TokenFile {
  private constructor(
    readonly path: string,
    /** Secret. */
    readonly token: string,
    private readonly lock: FileLock,
    private readonly access: FileAccess,
    private readonly isStable: boolean,
  ) {}

  /**
   * Takes the file for this agent and decides on the token, without writing it yet.
   * @throws TokenFileError if another agent has the file, or it is no token's.
   */
  static claim({ file, stable = false, group }: TokenFileOptions): TokenFile {
    const path = resolve(file);
    const access = { group };
    refuseOtherFile(path);
    const lock = new FileLock(`${path}.lock`);
    if (!lock.tryTake()) {
      throw new TokenFileError(
        `${path} is used by another agent; stop that one, or choose another file with --token-file (an agent that was killed holds it for up to 40 s)`,
      );
    }
    const kept = stable ? tokenIn(readPrivateFile(path, access) ?? readPrivateFile(path)) : undefined;
    return new TokenFile(path, kept ?? randomBytes(32).toString('base64url'), lock, access, stable);
  }

  /** @throws TokenFileError if it cannot be written. */
  write(): void {
    try {
      writePrivateFile(this.path, this.token, this.access);
    } catch (error) {
      throw unwritable(this.path, error, this.access);
    }
  }

  /** What clients find now. */
  get state(): TokenFileState {
    const text = readPrivateFile(this.path, this.access);
    if (text === this.token) return 'ok';
    if (!this.lock.isHeld && isThere(`${this.path}.lock`)) return 'taken';
    return isThere(this.path) ? 'changed' : 'missing';
  }

  /**
   * Shows that this agent lives, and writes the token again if clients do not find it; to be called every few seconds.
   * @returns what was found.
   * @throws TokenFileError if it cannot be written again.
   */
  tend(): TokenFileState {
    // Somebody may have emptied the folder.
    if (!this.lock.isHeld && !this.lock.tryTake()) return 'taken';
    this.lock.touch();
    const found = this.state;
    if (found !== 'ok') this.write();
    return found;
  }

  /** Takes the token away, unless it is a stable one or another agent's by now, and lets go of the file. */
  release(): void {
    const isOurs = this.lock.isHeld && readPrivateFile(this.path, this.access) === this.token;
    if (isOurs && !this.isStable) rmSync(this.path, { force: true });
    this.lock.release();
  }
}

/** The token that stands in a file, for a client of this machine. Undefined if there is none that this user may read. */
export function readToken(file: string): string | undefined {
  try {
    // A pipe or a device would be read without end.
    return statSync(file).isFile() ? tokenIn(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

const TOKEN_FORM = /^([\w-]{43})\n?$/;

function tokenIn(text: string | undefined): string | undefined {
  return TOKEN_FORM.exec(text ?? '')?.[1];
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** A token is put only in the place of an earlier one, or of nothing: a slip of the pen must not cost the key. */
function refuseOtherFile(file: string): void {
  let found: string | undefined;
  try {
    const stat = lstatSync(file);
    const isOwn = process.getuid === undefined || stat.uid === process.getuid();
    // A pipe or a device would be read without end.
    found = isOwn && stat.isFile() ? readFileSync(file, 'utf8') : undefined;
  } catch {
    // Nothing is there, or what is in the way is told when the file is written.
    return;
  }
  if (found !== '' && tokenIn(found) === undefined) {
    throw new TokenFileError(
      `${file} exists and holds no token of an agent of this user; move it away, or choose another with --token-file`,
    );
  }
}

function unwritable(file: string, error: unknown, { group }: FileAccess): TokenFileError {
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
  const { syscall } = error as NodeJS.ErrnoException;
  return new TokenFileError(
    syscall === 'chown'
      ? `${file} cannot be given to group ${group ?? ''} (${reason}); the agent's user has to be a member of the group of --token-group`
      : `${file} cannot be written (${reason}); choose a file with --token-file`,
  );
}
