import { closeSync, openSync, readSync } from 'node:fs';

/** Far more than any file has that people hand to a command, in bytes. */
const MOST_BYTES = 1_048_576;
const AT_ONCE = 65_536;

/**
 * Reads a file that somebody named, which may be a pipe (`<(...)` of a shell), and may have no end (`/dev/zero`).
 * @throws the system's error, or one whose `code` says in its place that there is too much.
 */
export function readBoundedFile(path: string): Buffer {
  const handle = openSync(path, 'r');
  const chunks: Buffer[] = [];
  try {
    for (let bytes = 0; ;) {
      const chunk = Buffer.allocUnsafe(AT_ONCE);
      const count = readSync(handle, chunk);
      if (count === 0) return Buffer.concat(chunks);
      bytes += count;
      if (bytes > MOST_BYTES) {
        const code = `it has more than ${MOST_BYTES.toLocaleString('en')} bytes`;
        throw Object.assign(new Error(code), { code });
      }
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(handle);
  }
}
