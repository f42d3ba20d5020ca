import { z } from 'zod';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../../config/errors';
import { APP_VARIANTS } from './app-variants';
import { COMMAND_KINDS } from './command-kinds';
import { machineSchema } from './machine';
import { measurementSchema } from './synth-measurement';

const side = z.enum(['after', 'before']);

const recordSchema = z.object({
  /** For example `2026-11-26`. */
  date: z.iso.date(),
  machine: machineSchema,
  /** Commit of the working tree; of what it was measured against, if it was. */
  commits: z.object({ after: z.string(), before: z.string().optional() }),
  results: z.array(
    z.object({
      variant: z.enum(APP_VARIANTS),
      side,
      organizations: z.int(),
      runs: z.array(measurementSchema).readonly(),
    }),
  ),
  commands: z.array(
    z.object({
      command: z.enum(COMMAND_KINDS),
      side,
      organizations: z.int(),
      milliseconds: z.array(z.number()).readonly(),
    }),
  ),
  /** Deployments into an emulated account, as tables are: a header and its rows. */
  deployments: z
    .object({
      header: z.array(z.string()).readonly(),
      rows: z.array(z.array(z.string()).readonly()).readonly(),
      notes: z.array(z.string()).readonly(),
    })
    .optional(),
});

/** Everything that was measured in one sitting, and where. The page of figures is made of it. */
export type BenchRecord = z.output<typeof recordSchema>;

/** @throws ConfigurationError if the file cannot be read, or holds something else. */
export function readRecord(file: string): BenchRecord {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([{ place: file, fix: `is not what npm run bench writes: ${reason}` }]);
  }
}
