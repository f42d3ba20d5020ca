import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** What the account's root user sees of an object that a client uploaded. */
export interface UploadedObject {
  readonly bytes: number;
  /** 1 if it was sent whole. */
  readonly parts: number;
  readonly keyArn: string;
}

/** @returns undefined if there is no such object. */
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
    if ((error as Error).name === 'NotFound') return undefined;
    throw error;
  }
}
