import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { thingNameOf } from '../../../packages/data-hub/src/hub-name';
import type { CallerClients } from '../caller-clients';
import type { Hub } from './hub';
import { refused } from './outcome';
import type { StoryStep } from './story-step';
import type { OrganizationOfStory } from './story-context';
import { type ReadingsOfStory, UPLOADS } from './uploads';

const MEBIBYTE = 2 ** 20;
/** S3 takes no smaller part but the last: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const PART = 5 * MEBIBYTE;

/** What a hub uploads, and what it is refused. */
export function uploadSteps(
  { config }: Hub,
  { s3, s3OverHttp }: CallerClients,
  other: OrganizationOfStory,
  readings: ReadingsOfStory,
): StoryStep[] {
  const upload: PutObjectCommandInput = {
    Bucket: config.buckets.raw,
    Key: `${config.prefix}${UPLOADS.readings}`,
    Body: readings.csv,
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: config.keyArn,
  };
  const put = (change: Partial<PutObjectCommandInput> = {}, client = s3): Promise<unknown> =>
    client.send(new PutObjectCommand({ ...upload, ...change }));
  return [
    {
      title: `The hub uploads a large file in two parts to ${config.prefix}, under its organization's key`,
      run: async () => {
        const Body = Buffer.alloc(PART + 1, 'x');
        await new Upload({
          client: s3,
          params: { ...upload, Key: `${config.prefix}${UPLOADS.large}`, Body },
          partSize: PART,
        }).done();
        return 'allowed';
      },
    },
    {
      title: `It uploads a file of ${readings.count} readings`,
      run: async () => {
        await put();
        return 'allowed';
      },
    },
    {
      title: `It uploads to its neighbour's folder, ${other.slug}/`,
      run: () => refused(() => put({ Key: `${other.slug}/${UPLOADS.readings}` })),
    },
    {
      title: `It uploads to the folder of another hub of ${config.organization}, ${anotherHubs(config)}`,
      run: () => refused(() => put({ Key: `${anotherHubs(config)}${UPLOADS.readings}` })),
    },
    {
      title: `It uploads to the top of ${config.organization}/`,
      run: () => refused(() => put({ Key: `${config.organization}/${UPLOADS.readings}` })),
    },
    {
      title: "It uploads under its neighbour's key",
      run: () => refused(() => put({ SSEKMSKeyId: other.keyArn })),
    },
    {
      title: 'It uploads without naming a key',
      run: () => refused(() => put({ ServerSideEncryption: undefined, SSEKMSKeyId: undefined })),
    },
    {
      title: 'It uploads over plain HTTP',
      run: () => refused(() => put({}, s3OverHttp)),
    },
    {
      title: 'It reads back what it uploaded',
      run: () =>
        refused(() => s3.send(new GetObjectCommand({ Bucket: config.buckets.raw, Key: upload.Key }))),
    },
  ];
}

/** The folder of a hub whose name begins with this one's: `berlin-10` of `berlin-1`. */
function anotherHubs({ organization, hub }: Hub['config']): string {
  return `${organization}/${thingNameOf(organization, `${hub}0`)}/`;
}
