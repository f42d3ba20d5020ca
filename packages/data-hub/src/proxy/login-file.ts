import { readFileSync, statSync } from 'node:fs';
import { decodeText, otherEncodingFix } from '../../../../config/text-encoding';
import { shellWord } from '../shell-word';
import { ProxyError } from './proxy-error';

const READABLE_BY_OTHERS = 0o077;
const MOST_BYTES = 4096;

/**
 * Reads the file with a proxy's `user:password`: one line in UTF-8, with or without its end.
 * @returns the line. Secret.
 * @throws ProxyError `PROXY_CREDENTIALS_UNUSABLE` if the file cannot be read, or be read by others, or holds
 * something else. Never quotes what stands in it.
 */
export function readLoginFile(file: string): string {
  const decoded = decodeText(contentOf(file));
  if (!('text' in decoded)) throw unusable(`${file}: ${otherEncodingFix(decoded)}`);
  const line = decoded.text.replace(/\r?\n$/, '');
  // A control character cannot be in either: https://www.rfc-editor.org/rfc/rfc7617#section-2
  if (!/^[^:\p{Cc}]+:\P{Cc}*$/u.test(line)) {
    throw unusable(
      `${file}: does not hold user:password of the proxy; write them in one line, with nothing else`,
    );
  }
  return line;
}

function contentOf(file: string): Buffer {
  try {
    const stats = statSync(file);
    // Reading a pipe or a device might not end.
    if (!stats.isFile()) throw unusable(`${file}: is not a file; correct proxyCredentialsFile in hub.json`);
    if ((stats.mode & READABLE_BY_OTHERS) !== 0) {
      throw unusable(`${file}: can be read by other users; run: chmod 600 ${shellWord(file)}`);
    }
    if (stats.size > MOST_BYTES) throw unusable(`${file}: is too large for user:password; correct it`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof ProxyError) throw error;
    throw unusable(`${file}: ${reasonAndFix((error as NodeJS.ErrnoException).code)}`);
  }
}

function reasonAndFix(code = 'unknown reason'): string {
  if (code === 'ENOENT')
    return 'does not exist; write user:password of the proxy into it (mode 0600), or correct proxyCredentialsFile in hub.json';
  return code === 'EACCES'
    ? 'cannot be read by this user; make the user that runs data-hub its owner'
    : `cannot be read (${code}); correct proxyCredentialsFile in hub.json`;
}

function unusable(message: string): ProxyError {
  return new ProxyError('PROXY_CREDENTIALS_UNUSABLE', message);
}
