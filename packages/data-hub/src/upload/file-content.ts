import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { PassThrough, pipeline, type Readable, type Transform } from 'node:stream';
import type { FileToUpload } from './upload-list';
import type { Content } from './object-writer';
import type { PartRange } from './part-plan';

/** A stretch of a file as it is read: end inclusive. Nothing at all for an empty file. */
function read(file: string, { start, bytes }: PartRange): Readable {
  return bytes === 0
    ? new PassThrough().end()
    : createReadStream(file, { start, end: start + bytes - 1, highWaterMark: 256 * 1024 });
}

/** SHA-256 of a stretch of a file, base64. */
export async function sha256Of(file: string, range: PartRange): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of read(file, range)) hash.update(chunk as Buffer);
  return hash.digest('base64');
}

export interface ContentOptions {
  /** Makes the stream through which bytes pass on their way. @default - none */
  readonly throttle?: (() => Transform) | undefined;
  /** Told of bytes as they are handed to the connection; negative if an attempt is given up. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * A stretch of a file as it is sent. It is read twice, once for its checksum, and never held in memory: the size of
 * parts costs none.
 */
export async function contentOf(
  file: string,
  range: PartRange,
  { throttle, onBytes }: ContentOptions,
): Promise<Content> {
  const sha256 = await sha256Of(file, range);
  let counted = 0;
  return {
    bytes: range.bytes,
    sha256,
    open: () => {
      onBytes(-counted);
      counted = 0;
      const counter = new PassThrough();
      counter.on('data', (chunk: Buffer) => {
        counted += chunk.length;
        onBytes(chunk.length);
      });
      // Paused until it is read: the listener above would start it.
      counter.pause();
      const source = read(file, range);
      // An error destroys the last stream, where the client meets it.
      const ended = (): void => undefined;
      return throttle === undefined
        ? pipeline(source, counter, ended)
        : pipeline(source, throttle(), counter, ended);
    },
  };
}

/** Whether a file still has the size and the time of change that it had. */
export function isUnchanged({ file, size, mtimeMs }: Omit<FileToUpload, 'key'>): boolean {
  const now = statSync(file, { throwIfNoEntry: false });
  return now?.size === size && now.mtimeMs === mtimeMs;
}
