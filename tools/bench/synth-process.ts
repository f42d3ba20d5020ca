import { join } from 'node:path';
import type { AppVariant } from './app-variants';
import { BenchError } from './bench-error';
import { programStart } from './measured-project';
import { parseSynthMeasurement, type SynthJob, type SynthMeasurement } from './synth-measurement';

const ENTRY: Readonly<Record<AppVariant, string>> = {
  bare: 'bare-app-process.ts',
  withoutGuards: 'our-app-process.ts',
  proof: 'proof-process.ts',
  asShipped: 'our-app-process.ts',
};

/**
 * Measures one synth, or one proof, of a checkout in a process of its own, so that memory and warm code of one do not
 * count for another.
 * @throws BenchError with what the process wrote, if it fails.
 */
export async function synthInProcess(
  job: SynthJob,
  checkout: string,
  signal?: AbortSignal,
): Promise<SynthMeasurement> {
  const { execa } = await import('execa');
  const program = [...programStart(checkout), join('tools', 'bench', ENTRY[job.variant])];
  const {
    exitCode,
    signal: endedBy,
    all,
    ipcOutput,
  } = await execa(process.execPath, [...program, JSON.stringify(job)], {
    ipc: true,
    cwd: checkout,
    stdin: 'ignore',
    all: true,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  const measurement = ipcOutput.at(-1);
  if (exitCode === 0 && measurement !== undefined) return parseSynthMeasurement(measurement);
  const end = endedBy ?? `exit code ${String(exitCode)}`;
  throw new BenchError(`${job.variant} with ${job.organizations} organizations: ${end}\n${all.trim()}`);
}
