import type { Transform } from 'node:stream';
import { FileLock } from '../cache/file-lock';
import type { Runtime } from '../credentials/runtime';
import { attempting, type AttemptsOptions } from './attempts';
import { failureClass, UploadError } from './errors';
import { changeOf, contentOf, requireUnchanged, sha256Of, whileUnchanged } from './file-content';
import type { FinishedPart, ObjectWriter } from './object-writer';
import { type PartRange, partSizeFor, partsOf } from './part-plan';
import { ResumeFile, type UnfinishedUpload } from './resume-file';
import type { FileToUpload } from './upload-list';

/** Parts that are sent at one time: enough to fill a long line, few enough to leave others some of it. */
const PARTS_AT_ONCE = 4;
/** A lock counts as left behind when it has not been touched for 40 s. */
const TOUCH_INTERVAL = 10_000;

export interface UploadOptions extends AttemptsOptions {
  readonly runtime: Runtime;
  readonly writer: ObjectWriter;
  readonly keyArn: string;
  /** Folder for what is needed to resume; made if it is missing. */
  readonly resumeFolder: string;
  /** Bytes of a part. @default - 8 MiB, or more for files of more than 78 GiB */
  readonly partSize?: number | undefined;
  /** Makes the stream that holds bytes back to a rate. @default - as fast as they go */
  readonly throttle?: (() => Transform) | undefined;
  /** Told of the bytes that S3 has or is being sent. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Told of what does not stop the upload. One line. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** How a file got to its place. */
export interface UploadResult {
  readonly parts: number;
  /** Bytes that an earlier run had sent. */
  readonly resumedBytes: number;
}

/**
 * Uploads one file. A file of more than one part goes on where an earlier run stopped, however that one ended.
 * Where it stopped is known from a file of our own only, since a hub may not ask S3; the parts it names are
 * compared with the file again before they count.
 * @throws UploadError if the file changes meanwhile, or another run is uploading it; errors of the SDK if a request fails.
 */
export async function uploadFile(toUpload: FileToUpload, options: UploadOptions): Promise<UploadResult> {
  const partSize = partSizeFor(toUpload.size, options.partSize);
  if (toUpload.size > partSize) return new MultipartUpload(toUpload, options).run();
  const [range] = partsOf(toUpload.size, partSize);
  if (range === undefined) throw new TypeError('every file has a part');
  const content = await whileUnchanged(toUpload, () =>
    contentOf(toUpload.file, range, { throttle: options.throttle, onBytes: options.onProgress }),
  );
  await attempting(() => whileUnchanged(toUpload, () => options.writer.put(content)), options);
  requireUnchanged(toUpload);
  return { parts: 1, resumedBytes: 0 };
}

class MultipartUpload {
  private readonly resume: ResumeFile;
  private keeps = true;
  /** Bytes of progress that were told. */
  private told = 0;

  constructor(
    private readonly toUpload: FileToUpload,
    private readonly options: UploadOptions,
  ) {
    this.resume = new ResumeFile(options.resumeFolder, toUpload.file, options.writer.place);
  }

  async run(): Promise<UploadResult> {
    this.keeping(() => {
      this.resume.prepare();
    });
    const lock = new FileLock(`${this.resume.path}.lock`);
    if (!lock.tryTake()) {
      const { file } = this.toUpload;
      throw new UploadError(`${file} is being uploaded by another run; wait for that one`);
    }
    const touching = setInterval(() => {
      lock.touch();
    }, TOUCH_INTERVAL);
    touching.unref();
    try {
      try {
        return await this.send((await this.earlier()) ?? (await this.begun()));
      } catch (error) {
        if (failureClass(error) !== 'gone') throw error;
        this.warn('S3 has no trace of what was sent earlier; all of it is sent again');
        this.forget();
        this.onProgress(-this.told);
      }
      return await this.send(await this.begun());
    } finally {
      clearInterval(touching);
      lock.release();
    }
  }

  /** What an earlier run has sent of this file as it is now. What it has sent of another one is given up. */
  private async earlier(): Promise<UnfinishedUpload | undefined> {
    const earlier = this.resume.read();
    if (earlier === undefined) return undefined;
    if (await this.isOfThisFile(earlier)) return earlier;
    this.warn('the file or its key has changed since a part of it was sent; all of it is sent again');
    await this.giveUp(earlier.uploadId);
    return undefined;
  }

  private async giveUp(uploadId: string): Promise<void> {
    try {
      await attempting(() => this.options.writer.abort(uploadId), this.options);
    } catch (error) {
      if (failureClass(error) !== 'gone')
        this.warn('what was sent earlier could not be taken back; it expires');
    }
    this.forget();
  }

  private async isOfThisFile(earlier: UnfinishedUpload): Promise<boolean> {
    const { file, size, mtimeMs } = this.toUpload;
    if (earlier.size !== size || earlier.mtimeMs !== mtimeMs || earlier.keyArn !== this.options.keyArn) {
      return false;
    }
    const ranges = new Map(partsOf(size, earlier.partSize).map((range) => [range.number, range]));
    for (const { number, sha256 } of earlier.parts) {
      const range = ranges.get(number);
      if (range === undefined || (await sha256Of(file, range)) !== sha256) return false;
    }
    return true;
  }

  private async begun(): Promise<UnfinishedUpload> {
    const { writer, keyArn } = this.options;
    const { file, size, mtimeMs } = this.toUpload;
    const partSize = partSizeFor(size, this.options.partSize);
    const uploadId = await attempting(() => writer.begin(), this.options);
    const unfinished = { file, place: writer.place, keyArn, size, mtimeMs, partSize, uploadId, parts: [] };
    this.keep(unfinished);
    return unfinished;
  }

  private async send(unfinished: UnfinishedUpload): Promise<UploadResult> {
    const { size, partSize, uploadId } = unfinished;
    const resumedBytes = bytesOf(unfinished);
    this.onProgress(resumedBytes);
    const finished = new Map(unfinished.parts.map((part) => [part.number, part]));
    const rest = partsOf(size, partSize).filter(({ number }) => !finished.has(number));
    try {
      await inTurn(rest, PARTS_AT_ONCE, async (range) => {
        finished.set(range.number, await this.sendPart(uploadId, range));
        this.keep({ ...unfinished, parts: [...finished.values()] });
      });
      requireUnchanged(this.toUpload);
    } catch (error) {
      // Parts of a file that is another one by now are of no use to any later run.
      if (changeOf(this.toUpload) !== undefined) await this.giveUp(uploadId);
      throw error;
    }
    const parts = [...finished.values()].sort((one, other) => one.number - other.number);
    await attempting(() => this.options.writer.complete(uploadId, parts, size), this.options);
    this.forget();
    return { parts: parts.length, resumedBytes };
  }

  private async sendPart(uploadId: string, range: PartRange): Promise<FinishedPart> {
    const { toUpload, options } = this;
    const content = await whileUnchanged(toUpload, () =>
      contentOf(toUpload.file, range, { throttle: options.throttle, onBytes: this.onProgress }),
    );
    const send = (): Promise<string> => options.writer.sendPart(uploadId, range.number, content);
    const etag = await attempting(() => whileUnchanged(toUpload, send), options);
    return { number: range.number, etag, sha256: content.sha256 };
  }

  private keep(unfinished: UnfinishedUpload): void {
    this.keeping(() => {
      this.resume.write(unfinished);
    });
  }

  /** Also where nothing more could be kept since: what was kept before is of no use any more. */
  private forget(): void {
    try {
      this.resume.remove();
    } catch {
      // Then it is looked at, and found wrong, when this file is uploaded again.
    }
  }

  private readonly onProgress = (bytes: number): void => {
    this.told += bytes;
    this.options.onProgress?.(bytes);
  };

  /** An upload that cannot be resumed is better than none. */
  private keeping(action: () => void): void {
    if (!this.keeps) return;
    try {
      action();
    } catch (error) {
      this.keeps = false;
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
      this.warn(`an interrupted upload will start anew: ${this.resume.path} cannot be written (${reason})`);
    }
  }

  private warn(message: string): void {
    this.options.onWarning?.(`${this.toUpload.file}: ${message}`);
  }
}

function bytesOf({ size, partSize, parts }: UnfinishedUpload): number {
  const numbers = new Set(parts.map(({ number }) => number));
  return partsOf(size, partSize).reduce(
    (sum, { number, bytes }) => sum + (numbers.has(number) ? bytes : 0),
    0,
  );
}

/** Does something with each item, some at one time. After a failure no further one is begun. */
async function inTurn<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined && !failed; item = queue.shift()) {
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failure = outcomes.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}
