import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Naming } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';
import { everyPage } from '../../../lib/account/every-page';

const fileSchema = z.object({
  Records: z.array(
    z.object({
      eventID: z.string(),
      eventTime: z.string(),
      eventName: z.string(),
      eventSource: z.string(),
      requestParameters: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

/**
 * What CloudTrail recorded of raw data of an organization, out of its files: the time by the id of each record.
 * @param s3 of somebody who may read the trail
 */
export async function recordedAt(
  s3: S3Client,
  naming: Naming,
  slug: OrgSlug,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const file of await trailFiles(s3, naming)) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: naming.auditBucket(), Key: file }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const { Records } = fileSchema.parse(JSON.parse(gunzipSync(bytes).toString('utf8')));
    for (const { eventID, eventTime, eventName, eventSource, requestParameters } of Records) {
      const { bucketName, key } = requestParameters ?? {};
      const isOwn =
        eventSource === 's3.amazonaws.com' &&
        eventName.endsWith('Object') &&
        bucketName === naming.shared.rawBucket &&
        String(key).startsWith(naming.dataPrefix(slug));
      if (isOwn) found.set(eventID, eventTime);
    }
  }
  return found;
}

/** Keys of the files with records; digests are in another folder. */
export async function trailFiles(client: S3Client, naming: Naming): Promise<string[]> {
  const objects = await everyPage(
    paginateListObjectsV2(
      { client },
      {
        Bucket: naming.auditBucket(),
        Prefix: `AWSLogs/${naming.environment.account}/CloudTrail/${naming.environment.region.name}/`,
      },
    ),
    ({ Contents }) => Contents,
  );
  return objects.map(({ Key = '' }) => Key);
}
