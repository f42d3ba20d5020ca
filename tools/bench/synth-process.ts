import { join } from 'node:path';
import type { AppVariant } from './app-variants';
import { BenchError } from './bench-error';
import { PROJECT_DIRECTORY } from './project-directory';
import { parseSynthMeasurement, type SynthJob, type SynthMeasurement } from './synth-measurement';

const ENTRY: Readonly<Record<AppVariant, string>> = {
  bare: 'bare-app-process.ts',
  withoutGuards: 'our-app-process.ts',
  proof: 'proof-process.ts',
  asShipped: 'our-app-process.ts',
};

/**
 * Measures one synth, or one proof, in a process of its own, so that memory and warm code of one do not count for another.
 * @throws BenchError with what the process wrote, if it fails.
 */
export async function synthInProcess(job: SynthJob): Promise<SynthMeasurement> {
  const { execaNode } = await import('execa');
  const { exitCode, signal, all, ipcOutput } = await execaNode(
    join(__dirname, ENTRY[job.variant]),
    [JSON.stringify(job)],
    {
      ipc: true,
      cwd: PROJECT_DIRECTORY,
      nodeOptions: ['--import', 'tsx'],
      stdin: 'ignore',
      all: true,
      reject: false,
    },
  );
  const measurement = ipcOutput.at(-1);
  if (exitCode === 0 && measurement !== undefined) return parseSynthMeasurement(measurement);
  const end = signal ?? `exit code ${String(exitCode)}`;
  throw new BenchError(`${job.variant} with ${job.organizations} organizations: ${end}\n${all.trim()}`);
}
