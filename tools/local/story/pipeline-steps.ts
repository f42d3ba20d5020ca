import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { callerClients } from '../caller-clients';
import { askEmulator } from '../emulator-api';
import type { Hub } from './hub';
import { StoryError } from './outcome';
import { expectProcessed, expectRejected, POISON } from './pipeline-log';
import { runPipeline } from './pipeline-process';
import type { Neighbours, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import { type ReadingsOfStory, UPLOADS } from './uploads';

/** What became of events, once none is on its way. */
const deliveriesSchema = z.object({ pending: z.literal(0), deadLettered: z.literal(0), lost: z.literal(0) });

const ARRIVALS = Object.keys(UPLOADS).length;

/** A hub, and what it uploads. */
export interface UploadingHub {
  readonly hub: Hub;
  readonly readings: ReadingsOfStory;
}

/** What a hub uploads becomes an event, and a pipeline makes a table of it. */
export function pipelineSteps(
  context: StoryContext,
  { own, other }: Neighbours,
  uploading: UploadingHub,
  neighbour: UploadingHub,
): StoryStep[] {
  return [
    {
      title: `The uploads are events in the arrivals queue of ${own.slug}`,
      run: async () => {
        await askEmulator(context.emulator.endpoint, ['GET', 'events/deliveries'], deliveriesSchema);
        await expectMessages(context, own.arrivalsQueueUrl, ARRIVALS);
        await expectMessages(context, other.arrivalsQueueUrl, 0);
        return `${ARRIVALS} messages, and none in the queue of ${other.slug}`;
      },
    },
    {
      title: `The pipeline of ${own.slug}, with credentials as ECS gives them, makes a table of them`,
      run: async () => {
        const entries = await runPipeline(context, own);
        const { rows, days } = expectProcessed(entries, uploading.hub, uploading.readings);
        const reasons = expectRejected(entries, uploading.hub);
        return `${rows} rows of ${days} days in Parquet; rejected: ${reasons.join('; ')}`;
      },
    },
    {
      title: 'What it rejects at every attempt is in the dead-letter queue',
      run: async () => {
        await expectMessages(context, own.arrivalsQueueUrl, 0);
        await expectMessages(context, own.deadLetterQueueUrl, POISON.length);
        return `${POISON.length} messages, and the arrivals queue is empty`;
      },
    },
    {
      title: `Hub and pipeline of ${other.slug} do the same with other readings`,
      run: async () => {
        await upload(context, neighbour);
        await askEmulator(context.emulator.endpoint, ['GET', 'events/deliveries'], deliveriesSchema);
        const { rows } = expectProcessed(
          await runPipeline(context, other),
          neighbour.hub,
          neighbour.readings,
        );
        await expectMessages(context, own.arrivalsQueueUrl, 0);
        return `${rows} rows`;
      },
    },
  ];
}

async function upload(context: StoryContext, { hub, readings }: UploadingHub): Promise<void> {
  const { config, credentials } = hub;
  const { s3 } = callerClients(context, credentials.provider);
  await s3.send(
    new PutObjectCommand({
      Bucket: config.buckets.raw,
      Key: `${config.prefix}${UPLOADS.readings}`,
      Body: readings.csv,
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: config.keyArn,
    }),
  );
}

/** Counts messages, visible or not. */
async function expectMessages({ clients }: StoryContext, QueueUrl: string, expected: number): Promise<void> {
  const { Attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  const found = Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  if (found !== expected) throw new StoryError(`${QueueUrl} has ${found} messages, expected ${expected}`);
}
