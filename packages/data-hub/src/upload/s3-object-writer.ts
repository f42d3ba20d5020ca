import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { HubConfig } from '../hub-config';
import { ChecksumMismatchError, NotS3Error } from './errors';
import type { Content, FinishedPart, ObjectWriter } from './object-writer';

/**
 * Writes one object as every upload of a hub has to be: under the organization's key, and with a SHA-256 of each
 * part that S3 verifies before it takes it. The checksum of the whole is that of its parts' checksums.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function s3ObjectWriter(
  client: S3Client,
  { buckets, keyArn }: Pick<HubConfig, 'buckets' | 'keyArn'>,
  key: string,
): ObjectWriter {
  const target = { Bucket: buckets.raw, Key: key };
  const encryption = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn } as const;
  const place = `s3://${buckets.raw}/${key}`;
  return {
    place,
    put: async (content) => {
      const answer = await sending(content, (body, options) =>
        client.send(new PutObjectCommand({ ...target, ...encryption, ...body }), options),
      );
      requireStored(place, content.sha256, answer);
    },
    begin: async () => {
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({
          ...target,
          ...encryption,
          ChecksumAlgorithm: 'SHA256',
          ChecksumType: 'COMPOSITE',
        }),
      );
      if (UploadId === undefined) throw new NotS3Error(place);
      return UploadId;
    },
    sendPart: async (UploadId, PartNumber, content) => {
      const answer = await sending(content, (body, options) =>
        client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, ...body }), options),
      );
      requireStored(`${place}, part ${PartNumber}`, content.sha256, answer);
      return answer.ETag ?? '';
    },
    complete: async (UploadId, parts, size) => {
      const { ETag, ChecksumSHA256 } = await client.send(
        new CompleteMultipartUploadCommand({
          ...target,
          UploadId,
          ChecksumType: 'COMPOSITE',
          MpuObjectSize: size,
          MultipartUpload: {
            Parts: parts.map(({ number, etag, sha256 }) => ({
              PartNumber: number,
              ETag: etag,
              ChecksumSHA256: sha256,
            })),
          },
        }),
      );
      // S3 adds the number of parts, some of what speaks its protocol does not.
      const stored = { ETag, ChecksumSHA256: ChecksumSHA256?.replace(/-\d+$/, '') };
      requireStored(place, checksumOfChecksums(parts), stored);
    },
    abort: async (UploadId) => {
      await client.send(new AbortMultipartUploadCommand({ ...target, UploadId }));
    },
  };
}

interface SentBody {
  readonly Body: Readable;
  readonly ContentLength: number;
  readonly ChecksumSHA256: string;
}

/**
 * Sends a body. The SDK takes no notice of one that breaks, and waits for the rest of it until S3 does not any more;
 * nor does it close one of which it has not sent everything.
 */
async function sending<Output>(
  { open, bytes, sha256 }: Content,
  send: (body: SentBody, options: { readonly abortSignal: AbortSignal }) => Promise<Output>,
): Promise<Output> {
  const Body = open();
  const broken = new AbortController();
  Body.on('error', (error) => {
    broken.abort(error);
  });
  try {
    const body = { Body, ContentLength: bytes, ChecksumSHA256: sha256 };
    return await send(body, { abortSignal: broken.signal });
  } catch (error) {
    throw broken.signal.aborted ? broken.signal.reason : error;
  } finally {
    Body.destroy();
  }
}

/** SHA-256 of the parts' checksums, one after the other, base64. */
function checksumOfChecksums(parts: readonly Pick<FinishedPart, 'sha256'>[]): string {
  const hash = createHash('sha256');
  for (const { sha256 } of parts) hash.update(Buffer.from(sha256, 'base64'));
  return hash.digest('base64');
}

/**
 * Where the answer names no checksum, S3 has compared the one that was sent. It always has an ETag at least; a page
 * of a proxy, which is a success to HTTP, has neither.
 */
function requireStored(
  place: string,
  sent: string,
  {
    ETag,
    ChecksumSHA256: stored = ETag === undefined ? undefined : sent,
  }: { readonly ETag?: string | undefined; readonly ChecksumSHA256?: string | undefined },
): void {
  if (stored === undefined) throw new NotS3Error(place);
  if (stored !== sent) throw new ChecksumMismatchError(place);
}
