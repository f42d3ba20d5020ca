import { z } from 'zod';
import type { Json } from '../../packages/isolation-proof/src/templates/json';
import type { Mutant } from './mutant';

const json: z.ZodType<Json> = z.json();

const templates = z.record(z.string(), z.record(z.string(), json));

const environment = z.strictObject({
  account: z.string(),
  region: z.string(),
  partition: z.string(),
  dnsSuffix: z.string(),
});

/** What a worker plants mistakes in. */
const plantedGround = z.strictObject({ templates, environment });

/** What is undefined is left out on the way. */
const mutant = z
  .strictObject({
    operator: z.string(),
    stack: z.string(),
    logicalId: z.string(),
    statement: z.string().optional(),
    edits: z
      .array(
        z.strictObject({
          path: z.array(z.union([z.string(), z.number()])).readonly(),
          value: json.optional(),
        }),
      )
      .readonly(),
  })
  .transform(({ operator, stack, logicalId, statement, edits }): Mutant => ({
    operator,
    stack,
    logicalId,
    statement,
    edits: edits.map(({ path, value }) => ({ path, value })),
  }));

/** What a worker is told: first in what mistakes are planted, and then which ones to judge. */
const order = z.union([
  z.strictObject({ grounds: z.array(plantedGround) }),
  z.strictObject({ mutants: z.array(z.strictObject({ mutant, ground: z.int().nonnegative() })).readonly() }),
]);

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

/** What a worker says: whether what it plants mistakes in is proved itself, and then what came of those it was told to judge. */
const workerMessage = z.union([
  z.strictObject({ proved: z.boolean() }),
  z.strictObject({ judged: z.array(judgedMutant).readonly() }),
]);

export type Order = z.input<typeof order>;
export type WorkerMessage = z.output<typeof workerMessage>;

export function parseOrder(message: unknown): z.output<typeof order> {
  return order.parse(message);
}

export function parseWorkerMessage(message: unknown): WorkerMessage {
  return workerMessage.parse(message);
}
