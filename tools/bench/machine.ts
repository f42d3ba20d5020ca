import { cpus, release, totalmem, type } from 'node:os';
import { z } from 'zod';

export const machineSchema = z.object({
  /** Model of the processor, as the system names it. */
  cpu: z.string(),
  cores: z.int().positive(),
  memoryGigabytes: z.number().positive(),
  system: z.string(),
  node: z.string(),
});

/** What figures depend on besides the program. */
export type Machine = z.output<typeof machineSchema>;

export function thisMachine(): Machine {
  const [first, ...others] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: 1 + others.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
  };
}

export function machineLine({ cpu, cores, memoryGigabytes, system, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGigabytes} GB of memory, ${system}, Node.js ${node}`;
}
