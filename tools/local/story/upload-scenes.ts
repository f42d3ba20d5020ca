import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { CallerClients } from '../caller-clients';
import type { Hub } from './hub';
import { refused } from './outcome';
import type { Scene } from './scene';
import type { OrganizationOfStory } from './story-context';

const MEBIBYTE = 2 ** 20;
/** S3 takes no smaller part but the last: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const PART = 5 * MEBIBYTE;

/** What a hub uploads, and how it is held in. */
export function uploadScenes(
  { config }: Hub,
  { s3, s3OverHttp }: CallerClients,
  other: OrganizationOfStory,
): Scene[] {
  const upload: PutObjectCommandInput = {
    Bucket: config.buckets.raw,
    Key: `${config.prefix}measurements.csv`,
    Body: 'time,value\n2026-11-24T00:00:00Z,42\n',
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: config.keyArn,
  };
  const put = (change: Partial<PutObjectCommandInput> = {}, client = s3): Promise<unknown> =>
    client.send(new PutObjectCommand({ ...upload, ...change }));
  return [
    {
      title: `The hub uploads to ${config.prefix}, under its organization's key`,
      play: async () => {
        await put();
        return 'allowed';
      },
    },
    {
      title: 'It uploads a large file in two parts',
      play: async () => {
        const Body = Buffer.alloc(PART + 1, 'x');
        await new Upload({
          client: s3,
          params: { ...upload, Key: `${config.prefix}large.bin`, Body },
          partSize: PART,
        }).done();
        return 'allowed';
      },
    },
    {
      title: `It uploads to its neighbour's folder, ${other.slug}/`,
      play: () => refused(() => put({ Key: `${other.slug}/measurements.csv` })),
    },
    {
      title: "It uploads under its neighbour's key",
      play: () => refused(() => put({ SSEKMSKeyId: other.keyArn })),
    },
    {
      title: 'It uploads without naming a key',
      play: () => refused(() => put({ ServerSideEncryption: undefined, SSEKMSKeyId: undefined })),
    },
    {
      title: 'It uploads over plain HTTP',
      play: () => refused(() => put({}, s3OverHttp)),
    },
    {
      title: 'It reads back what it uploaded',
      play: () =>
        refused(() => s3.send(new GetObjectCommand({ Bucket: config.buckets.raw, Key: upload.Key }))),
    },
  ];
}
