import { z } from 'zod';

/** What a worker is told to judge. */
const job = z.strictObject({
  /** Numbers of mutants, in the order in which they are made. */
  numbers: z.array(z.int().nonnegative()),
});

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['claim', 'contract', 'undecided']), by: z.string() }),
  z.strictObject({ kind: z.literal('survived') }),
]);

const judgedMutant = z.strictObject({
  operator: z.string(),
  place: z.string(),
  changes: z.array(z.string()).readonly(),
  outcome,
  difference: z.enum(['same', 'tighter', 'looser', 'unclear']).exactOptional(),
});

/** What a worker says: how many mutants it made, once it is ready, and then what came of those it was told to judge. */
const workerMessage = z.union([
  z.strictObject({ ready: z.int() }),
  z.strictObject({ judged: z.array(judgedMutant).readonly() }),
]);

export type WorkerMessage = z.output<typeof workerMessage>;

export function parseJob(message: unknown): z.output<typeof job> {
  return job.parse(message);
}

export function parseWorkerMessage(message: unknown): WorkerMessage {
  return workerMessage.parse(message);
}
