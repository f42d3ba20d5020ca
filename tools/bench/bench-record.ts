import { z } from 'zod';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../../config/errors';
import { refuse } from '../../config/every-problem';
import { readJson } from '../../config/json-text';
import { checkSchema } from '../../config/schema-problems';
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
  const { value, problems } = readJson(bytesOf(file), file);
  refuse(problems);
  const { data, problems: others } = checkSchema(recordSchema, value, file);
  if (data !== undefined) return data;
  throw new ConfigurationError([{ place: file, fix: 'is not what npm run bench writes' }, ...others]);
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError([{ place: file, fix: `cannot be read (${code ?? String(error)})` }]);
  }
}
