import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { shellWord } from '../shell-word';
import { TokenKeyError } from './token-error';

/** Longest PIN, in bytes; what is longer is another file. */
const MAX_PIN = 256;
const READABLE_BY_OTHERS = 0o077;
const LINE_BREAK = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The file with a token's PIN. A token locks itself after a few wrong ones, so that each text of the file is tried
 * until the token refuses it, and never again: a mark beside the file says so to every process, and after a restart.
 */
export class PinFile {
  /** @param path absolute. */
  constructor(private readonly path: string) {}

  /**
   * To be called before each use of the PIN.
   * @returns what {@link refused} has to be given if the token refuses it.
   * @throws TokenKeyError `HUB_PIN_FILE_UNUSABLE` or `HUB_PIN_REFUSED`; then the PIN must not be used.
   */
  stampBeforeUse(): string {
    const stamp = this.checked();
    if (this.refusedStamp() === stamp) {
      throw refusal(
        `the token refused the PIN in ${this.path} before, and a few wrong ones lock it, so that it is not tried again`,
        `write the right PIN into that file (if the token was changed to this one, run: touch ${shellWord(this.path)})`,
      );
    }
    return stamp;
  }

  /** Notes that the token refused the PIN. @returns the error that says so. */
  refused(stamp: string): TokenKeyError {
    const fix =
      'write the right PIN into it; until the file changes it is not tried again, because a few wrong ones lock the token';
    try {
      writeFileSync(this.mark, stamp, { mode: 0o600 });
    } catch (error) {
      return refusal(
        `the token refused the PIN in ${this.path}`,
        `stop whatever uses this hub, because a few wrong ones lock the token and ${this.mark} cannot be written (${reasonOf(error)}) to prevent that; then write the right PIN into the file`,
      );
    }
    return refusal(`the token refused the PIN in ${this.path}`, fix);
  }

  /** Forgets an earlier refusal, once the PIN was taken. */
  accepted(): void {
    if (this.refusedStamp() !== undefined) rmSync(this.mark, { force: true });
  }

  private get mark(): string {
    return `${this.path}.refused`;
  }

  private refusedStamp(): string | undefined {
    try {
      return readFileSync(this.mark, 'utf8');
    } catch {
      return undefined;
    }
  }

  /** What changes with the file, and says nothing of its text. */
  private checked(): string {
    let pin: Buffer;
    let stamp: string;
    try {
      const { mode, size, ino, ctimeNs } = statSync(this.path, { bigint: true });
      if ((Number(mode) & READABLE_BY_OTHERS) !== 0) {
        throw unusable(`${this.path} can be read by other users; run: chmod 600 ${shellWord(this.path)}`);
      }
      if (size === 0n || size > MAX_PIN) {
        throw unusable(`${this.path} has ${size} bytes; write the token's PIN into it, and nothing else`);
      }
      stamp = `${ino}:${size}:${ctimeNs}`;
      pin = readFileSync(this.path);
    } catch (error) {
      if (error instanceof TokenKeyError) throw error;
      const reason = reasonOf(error);
      throw unusable(
        reason === 'ENOENT'
          ? `${this.path} does not exist; write the token's PIN into it, mode 0600, or correct pinFile in hub.json`
          : `${this.path} cannot be read (${reason}); run the command as the owner of the file`,
      );
    }
    const last = pin.at(-1);
    if (last === LINE_BREAK || last === CARRIAGE_RETURN) {
      throw unusable(
        `${this.path} ends in a line break, which the token would take for a part of the PIN; write it again with: printf %s "$PIN"`,
      );
    }
    return stamp;
  }
}

function unusable(message: string): TokenKeyError {
  return new TokenKeyError('HUB_PIN_FILE_UNUSABLE', message);
}

function refusal(what: string, fix: string): TokenKeyError {
  return new TokenKeyError('HUB_PIN_REFUSED', `${what}; ${fix}`);
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
}
