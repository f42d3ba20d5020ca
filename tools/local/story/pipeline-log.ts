import { z } from 'zod';
import { StoryError } from './outcome';
import type { Hub } from './hub';
import { type ReadingsOfStory, UPLOADS } from './uploads';

/** What is uploaded and is no file of readings. */
export const POISON = [UPLOADS.large, UPLOADS.boto3];

/** A line of the pipeline's log that says what came of a message. */
const entrySchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('processed'),
    key: z.string(),
    hub: z.string().nullable(),
    rows: z.number(),
    days: z.number(),
  }),
  z.object({ event: z.literal('rejected'), reason: z.string() }),
  z.object({ event: z.literal('failed'), reason: z.string() }),
]);

export type PipelineEntry = z.output<typeof entrySchema>;

/** Of a hub, what keys of its uploads show. */
type UploadingHub = Pick<Hub, 'name'> & { readonly config: Pick<Hub['config'], 'prefix'> };

/** The lines of a log that are about messages. */
export function entriesOf(log: readonly string[]): PipelineEntry[] {
  return log.flatMap((line) => {
    const parsed = entrySchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * Of all messages, one was about readings of the hub, and all of them were written.
 * @throws StoryError with what was processed instead
 */
export function expectProcessed(
  entries: readonly PipelineEntry[],
  { name, config: { prefix } }: UploadingHub,
  { count }: ReadingsOfStory,
): { rows: number; days: number } {
  const processed = entries.flatMap((entry) => (entry.event === 'processed' ? [entry] : []));
  const [only] = processed;
  const isOfHub = only?.key === `${prefix}${UPLOADS.readings}` && only.hub === name;
  if (only === undefined || processed.length > 1 || !isOfHub) {
    throw new StoryError(
      `the pipeline processed ${JSON.stringify(processed)}, expected ${UPLOADS.readings} of ${name} only`,
    );
  }
  if (only.rows !== count) throw new StoryError(`the pipeline wrote ${only.rows} rows, expected ${count}`);
  return only;
}

/**
 * What is no file of readings is rejected at each attempt, for the same reason.
 * @returns the reasons, each of which begins with the key of the object
 * @throws StoryError with the reasons that there are instead
 */
export function expectRejected(
  entries: readonly PipelineEntry[],
  { config: { prefix } }: UploadingHub,
): string[] {
  const reasons = [
    ...new Set(entries.flatMap((entry) => (entry.event === 'rejected' ? [entry.reason] : []))),
  ];
  const keys = POISON.map((name) => `${prefix}${name}`);
  const areExpected = reasons.length === keys.length;
  if (!areExpected || !keys.every((key) => reasons.some((reason) => reason.startsWith(`${key}: `)))) {
    throw new StoryError(`the pipeline rejected ${reasons.join('; ')}, expected ${keys.join(' and ')}`);
  }
  return reasons;
}
