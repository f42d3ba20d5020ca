import type { Readable } from 'node:stream';

/** Bytes to be sent, which can be read again for another attempt. */
export interface Content {
  readonly bytes: number;
  /** SHA-256 of the bytes, base64: S3 refuses others. */
  readonly sha256: string;
  readonly open: () => Readable;
}

/** A part that S3 has taken. */
export interface FinishedPart {
  readonly number: number;
  readonly etag: string;
  /** Base64. */
  readonly sha256: string;
}

/**
 * What a hub may ask of S3 for one object. A hub may neither list nor read, so nothing here asks what is there.
 * Every function makes one attempt, and throws the SDK's error if it fails.
 */
export interface ObjectWriter {
  /** `s3://<bucket>/<key>`. */
  readonly place: string;
  /** Writes the object in one request. */
  readonly put: (content: Content) => Promise<void>;
  /** Begins a multipart upload. @returns its id */
  readonly begin: () => Promise<string>;
  /** Sends a part. @returns its ETag */
  readonly sendPart: (uploadId: string, number: number, content: Content) => Promise<string>;
  /** Makes the object out of its parts. @param size of the whole, in bytes, which S3 checks. */
  readonly complete: (uploadId: string, parts: readonly FinishedPart[], size: number) => Promise<void>;
  /** Gives a multipart upload up, with all its parts. */
  readonly abort: (uploadId: string) => Promise<void>;
}
