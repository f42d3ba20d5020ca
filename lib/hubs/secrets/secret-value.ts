import { readFileSync, statSync } from 'node:fs';
import { readBoundedFile } from '../../../config/bounded-file';
import { ConfigurationError } from '../../../config/errors';
import { decodeText } from '../../../config/text-encoding';

/** Parameter Store's limits in bytes: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
export const STANDARD_TIER_BYTES = 4096;
const ADVANCED_TIER_BYTES = 8192;

/** What is to be stored. Secret. */
export interface SecretValue {
  readonly text: string;
  readonly bytes: number;
  /** Whether a line feed at the end was left out. */
  readonly newlineRemoved: boolean;
}

/**
 * Reads a secret: from a file, or from standard input if `-` is given. One line feed at the end, with or without a
 * carriage return, is what editors and `echo` put there, and is no part of the value. A byte-order mark is what
 * some editors and shells put before it; whoever does not see it does not mean it, so it is refused.
 * @param exact keeps every byte, a byte-order mark included.
 * @throws ConfigurationError if the value cannot be stored. It is never repeated.
 */
export function readSecretValue(source: string, exact: boolean): SecretValue {
  const place = source === '-' ? 'standard input' : `--file ${source}`;
  return parseSecretValue(readBytes(source, place), place, exact);
}

/** @throws ConfigurationError if the value cannot be stored. It is never repeated. */
export function parseSecretValue(input: Buffer, place: string, exact: boolean): SecretValue {
  const refuse = (fix: string): ConfigurationError => new ConfigurationError([{ place, fix }]);
  const decoded = decodeText(input);
  if ('encoding' in decoded) {
    throw refuse(`is ${decoded.encoding}; save it as UTF-8, or encode it first, for example with base64`);
  }
  if (decoded.byteOrderMark && !exact) {
    throw refuse(
      'begins with a byte-order mark (U+FEFF), which would become part of the secret; save it without one, ' +
        'or keep it with --exact',
    );
  }
  const text = decoded.byteOrderMark ? `\ufeff${decoded.text}` : decoded.text;
  const value = exact ? text : text.replace(/\r?\n$/, '');
  if (value === '') throw refuse('is empty; a secret has one byte or more');
  if (value.includes('\0')) throw refuse('holds a NUL byte; encode it first, for example with base64');
  const bytes = Buffer.byteLength(value);
  if (bytes > ADVANCED_TIER_BYTES) {
    throw refuse(`has ${bytes} bytes; Parameter Store takes ${ADVANCED_TIER_BYTES} at most`);
  }
  return { text: value, bytes, newlineRemoved: value !== text };
}

/** So much is read before the rest is refused, in bytes. */
const READ_LIMIT = 1_048_576;
const STANDARD_INPUT = 0;

function readBytes(source: string, place: string): Buffer {
  try {
    if (source === '-') return readFileSync(STANDARD_INPUT);
    const { size } = statSync(source);
    if (size <= READ_LIMIT) return readBoundedFile(source);
    throw new ConfigurationError([
      { place, fix: `has ${size} bytes; Parameter Store takes ${ADVANCED_TIER_BYTES} at most` },
    ]);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ConfigurationError([
      { place, fix: reason === 'ENOENT' ? 'does not exist' : `cannot be read (${reason})` },
    ]);
  }
}
