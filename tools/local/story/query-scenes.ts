import { StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { accessKeyOf, makePipeline } from './people';
import { type AccessKey, callerClients, type CallerClients } from '../caller-clients';
import { refused, StoryError } from './outcome';
import type { Scene } from './scene';
import type { Neighbours, OrganizationOfStory, StoryContext } from './story-context';

const TABLE = 'id,name\n1,example\n';

/** What an organization's own user reads. */
export function queryScenes(context: StoryContext, { own, other }: Neighbours): Scene[] {
  const [user] = own.users;
  if (user === undefined) return [];
  const { naming } = context;
  const Bucket = naming.shared.standardizedBucket;
  const keyOf = ({ slug }: OrganizationOfStory): string => `${naming.dataPrefix(slug)}example/part-0.csv`;
  let clients: CallerClients | undefined;
  const as = async (): Promise<CallerClients> =>
    (clients ??= callerClients(context, await accessKeyOf(context, user)));
  const read = async (organization: OrganizationOfStory): Promise<string | undefined> => {
    const { s3 } = await as();
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(organization) }));
    return Body?.transformToString();
  };
  const query = async ({ slug }: OrganizationOfStory): Promise<unknown> => {
    const { athena } = await as();
    const { workgroup, database } = naming.organization(slug);
    return athena.send(
      new StartQueryExecutionCommand({
        QueryString: 'SELECT * FROM example',
        WorkGroup: workgroup,
        QueryExecutionContext: { Database: database },
      }),
    );
  };
  return [
    {
      title: 'Pipelines of both organizations write tables',
      play: async () => {
        for (const organization of [own, other]) {
          await writeTable(context, await makePipeline(context, organization), organization, {
            Bucket,
            Key: keyOf(organization),
          });
        }
        return 'allowed';
      },
    },
    {
      title: `The user ${user} reads a table of ${own.slug}, and queries in its workgroup`,
      play: async () => {
        if ((await read(own)) !== TABLE) throw new StoryError('it is not what the pipeline wrote');
        await query(own);
        return 'allowed';
      },
    },
    { title: `It reads a table of ${other.slug}`, play: () => refused(() => read(other)) },
    { title: `It queries in the workgroup of ${other.slug}`, play: () => refused(() => query(other)) },
  ];
}

async function writeTable(
  context: StoryContext,
  pipeline: AccessKey,
  { keyArn }: OrganizationOfStory,
  object: { readonly Bucket: string; readonly Key: string },
): Promise<void> {
  const { s3 } = callerClients(context, pipeline);
  await s3.send(
    new PutObjectCommand({ ...object, Body: TABLE, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn }),
  );
}
