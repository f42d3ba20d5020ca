import { CreateTableCommand } from '@aws-sdk/client-glue';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { CallerClients } from '../caller-clients';
import { assumeRoleAsService } from './container-credentials';
import { DAILY_SUMS } from './daily-sums-query';
import { refused, refusedQuery } from './outcome';
import { pipelineRoleOf } from './pipeline-role';
import { runQuery } from './query';
import type { Neighbours, OrganizationOfStory, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import { UPLOADS } from './uploads';

const TABLE = 'readings';

/** Requests of one caller, of which each is another caller's or another organization's to make. */
function requestsOf(context: StoryContext, { s3, sqs, glue, athena }: CallerClients) {
  const { naming, signal } = context;
  const { rawBucket, standardizedBucket } = naming.shared;
  const put = (Bucket: string, name: string, { slug, keyArn }: OrganizationOfStory) =>
    s3.send(
      new PutObjectCommand({
        Bucket,
        Key: `${naming.dataPrefix(slug)}${name}`,
        Body: 'example',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyArn,
      }),
    );
  const get = (Bucket: string, Key: string) => s3.send(new GetObjectCommand({ Bucket, Key }));
  return {
    readRaw: ({ slug }: OrganizationOfStory) =>
      refused(() => get(rawBucket, `${naming.dataPrefix(slug)}${UPLOADS.readings}`)),
    writeRaw: (organization: OrganizationOfStory) =>
      refused(() => put(rawBucket, 'example.csv', organization)),
    writeStandardized: (organization: OrganizationOfStory) =>
      refused(() => put(standardizedBucket, `${TABLE}/example.parquet`, organization)),
    receive: ({ arrivalsQueueUrl }: OrganizationOfStory) =>
      refused(() => sqs.send(new ReceiveMessageCommand({ QueueUrl: arrivalsQueueUrl }))),
    makeTable: ({ slug }: OrganizationOfStory) =>
      refused(() =>
        glue.send(
          new CreateTableCommand({
            DatabaseName: naming.organization(slug).database,
            TableInput: { Name: 'example' },
          }),
        ),
      ),
    query: ({ slug }: OrganizationOfStory) =>
      refused(() => runQuery(athena, { sql: DAILY_SUMS, ...naming.organization(slug) }, signal)),
    readResult: (uri: string) => {
      const { hostname, pathname } = new URL(uri);
      return refused(() => get(hostname, pathname.slice(1)));
    },
    queryTableOf: ({ slug }: OrganizationOfStory, own: OrganizationOfStory) => {
      const sql = `SELECT count(*) FROM "${naming.organization(slug).database}"."${TABLE}"`;
      return refusedQuery('glue:GetDatabase', () =>
        runQuery(athena, { sql, ...naming.organization(own.slug) }, signal),
      );
    },
  };
}

/** The hub at the steps after its own. */
export function deniedHubSteps(context: StoryContext, { own }: Neighbours, hub: CallerClients): StoryStep[] {
  const { receive, query } = requestsOf(context, hub);
  return [
    { title: 'The hub receives from the arrivals queue', run: () => receive(own) },
    { title: 'The hub queries', run: () => query(own) },
  ];
}

/**
 * The pipeline at the steps before and after its own, and at its neighbour's.
 * @param result URI of the result of a query
 */
export function deniedPipelineSteps(
  context: StoryContext,
  { own, other }: Neighbours,
  pipeline: CallerClients,
  result: string,
): StoryStep[] {
  const { readRaw, writeRaw, receive, makeTable, query, readResult } = requestsOf(context, pipeline);
  return [
    {
      title: 'A Lambda function asks for the role of the pipeline',
      run: () =>
        refused(() =>
          assumeRoleAsService(context.emulator.endpoint, {
            service: 'lambda.amazonaws.com',
            roleArn: pipelineRoleOf(context, own).roleArn,
          }),
        ),
    },
    { title: 'The pipeline uploads raw data', run: () => writeRaw(own) },
    { title: 'The pipeline queries', run: () => query(own) },
    { title: 'It reads the result of a query', run: () => readResult(result) },
    { title: `It reads raw data of ${other.slug}`, run: () => readRaw(other) },
    { title: `It receives from the arrivals queue of ${other.slug}`, run: () => receive(other) },
    { title: `It makes a table in the database of ${other.slug}`, run: () => makeTable(other) },
  ];
}

/** The analyst at the steps before the query, and at the neighbour's. */
export function deniedAnalystSteps(
  context: StoryContext,
  { own, other }: Neighbours,
  analyst: CallerClients,
): StoryStep[] {
  const requests = requestsOf(context, analyst);
  return [
    { title: 'The analyst reads raw data', run: () => requests.readRaw(own) },
    { title: 'The analyst receives from the arrivals queue', run: () => requests.receive(own) },
    { title: 'The analyst writes standardized data', run: () => requests.writeStandardized(own) },
    { title: 'The analyst makes a table', run: () => requests.makeTable(own) },
    { title: `The analyst queries in the workgroup of ${other.slug}`, run: () => requests.query(other) },
    {
      title: `The analyst queries the table of ${other.slug} by name, in the workgroup of ${own.slug}`,
      run: () => requests.queryTableOf(other, own),
    },
  ];
}
