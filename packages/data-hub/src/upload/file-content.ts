import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { PassThrough, pipeline, type Readable, Transform } from 'node:stream';
import { UploadError } from './errors';
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
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * A stretch of a file as it is sent. It is read twice, once for its checksum, and never held in memory: the size of
 * parts costs none.
 */
export async function contentOf(
  file: string,
  range: PartRange,
  { throttle, onBytes = () => undefined }: ContentOptions,
): Promise<Content> {
  const sha256 = await sha256Of(file, range);
  let counted = 0;
  return {
    bytes: range.bytes,
    sha256,
    open: () => {
      onBytes(-counted);
      counted = 0;
      const counter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          counted += chunk.length;
          onBytes(chunk.length);
          done(null, chunk);
        },
        // S3 would wait for the rest of a file that has been cut meanwhile.
        flush(done) {
          done(counted < range.bytes ? changed(file) : null);
        },
      });
      const source = read(file, range);
      // An error destroys the last stream, whose reader meets it.
      const ended = (): void => undefined;
      return throttle === undefined
        ? pipeline(source, counter, ended)
        : pipeline(source, throttle(), counter, ended);
    },
  };
}

/** Why a file is not the one that was to be sent, if it has another size or time of change by now, or is gone. */
export function changeOf({ file, size, mtimeMs }: Omit<FileToUpload, 'key'>): UploadError | undefined {
  const now = statSync(file, { throwIfNoEntry: false });
  if (now === undefined) return new UploadError(`${file} was deleted or renamed before all of it was sent`);
  return now.size === size && now.mtimeMs === mtimeMs ? undefined : changed(file);
}

/**
 * Makes a request that sends a file, or a part of one, unless the file has changed; nor is it worth another attempt
 * if it has.
 * @throws UploadError if it has changed, or what the request throws.
 */
export async function whileUnchanged<Result>(
  toUpload: Omit<FileToUpload, 'key'>,
  request: () => Promise<Result>,
): Promise<Result> {
  requireUnchanged(toUpload);
  try {
    return await request();
  } catch (error) {
    requireUnchanged(toUpload);
    throw error;
  }
}

/** @throws UploadError if the file has changed. */
export function requireUnchanged(toUpload: Omit<FileToUpload, 'key'>): void {
  const change = changeOf(toUpload);
  if (change !== undefined) throw change;
}

function changed(file: string): UploadError {
  return new UploadError(
    `${file} changed while it was sent; run the same command again when nothing writes to it any more`,
  );
}
