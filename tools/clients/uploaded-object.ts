import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** What the pipeline of the organization sees of an object that a client uploaded: nobody else may look. */
export interface UploadedObject {
  readonly bytes: number;
  /** 1 if it was sent whole. */
  readonly parts: number;
  readonly keyArn: string;
}

const MISSING = [403, 404];

/**
 * @param s3 of the pipeline whose folder it is, which can read every object there is.
 * @returns undefined if there is no such object; S3 then says 404, or 403 to who may not list.
 */
export async function uploadedObject(
  s3: S3Client,
  bucket: string,
  key: string,
): Promise<UploadedObject | undefined> {
  try {
    const { ContentLength, ETag, SSEKMSKeyId } = await s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key }),
    );
    // The ETag of an object made of parts ends in their number:
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
    const parts = Number(/-(\d+)"?$/.exec(ETag ?? '')?.[1] ?? 1);
    return { bytes: ContentLength ?? 0, parts, keyArn: SSEKMSKeyId ?? '' };
  } catch (error) {
    const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
    if (MISSING.includes($metadata?.httpStatusCode ?? 0)) return undefined;
    throw error;
  }
}
