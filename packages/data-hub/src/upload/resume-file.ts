import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateFile, writePrivateFile } from '../cache/private-file';
import { DISK } from '../state/durable-files';

const VERSION = 1;
/** The platform's bucket deletes what was not finished within a week. */
const OF_USE_FOR = 30 * 24 * 60 * 60 * 1000;

/** What has to be known to go on with a multipart upload, which a hub cannot ask S3 for. */
const contentSchema = z.strictObject({
  version: z.literal(VERSION),
  file: z.string(),
  /** `s3://<bucket>/<key>`, and the key that it is encrypted with. */
  place: z.string(),
  keyArn: z.string(),
  /** Of the file when the upload began. A file that has others now is another one. */
  size: z.number().int().nonnegative(),
  mtimeMs: z.number(),
  partSize: z.number().int().positive(),
  uploadId: z.string().min(1),
  parts: z.array(
    z.strictObject({ number: z.number().int().positive(), etag: z.string(), sha256: z.string() }),
  ),
});

export type UnfinishedUpload = Readonly<Omit<z.output<typeof contentSchema>, 'version'>>;

/**
 * The unfinished upload of one file to one place, on disk. It holds no secret, but is of mode 0600 all the same.
 * What is not in order there counts as absent.
 */
export class ResumeFile {
  readonly path: string;

  /** @param folder made when something is kept there. */
  constructor(
    private readonly folder: string,
    private readonly file: string,
    private readonly place: string,
  ) {
    const name = createHash('sha256')
      .update(JSON.stringify([file, place]))
      .digest('hex');
    this.path = join(folder, `${name}.json`);
  }

  read(): UnfinishedUpload | undefined {
    const text = readPrivateFile(this.path);
    if (text === undefined) return undefined;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return undefined;
    }
    const { success, data } = contentSchema.safeParse(json);
    return success && data.file === this.file && data.place === this.place ? data : undefined;
  }

  /**
   * Makes the folder, so that a lock beside the file can be taken; one that root makes is the hub's user's, too.
   * @throws if it cannot be made.
   */
  prepare(): void {
    DISK.makeFolder(this.folder);
  }

  /** @throws if the folder cannot be written. */
  write(unfinished: UnfinishedUpload): void {
    writePrivateFile(this.path, `${JSON.stringify({ version: VERSION, ...unfinished })}\n`);
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

/**
 * Deletes what nobody came back for, and S3 has forgotten since: resume files, and what killed runs left of them.
 * A run that is at work writes its files again and again. Nothing depends on it, so that it never fails.
 * @param now in milliseconds since 1970.
 */
export function removeAbandoned(folder: string, now: number): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).mtimeMs < now - OF_USE_FOR) rmSync(path, { force: true });
    }
  } catch {
    // There is no such folder yet, or it is another user's.
  }
}
