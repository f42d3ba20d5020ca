import { fork } from 'node:child_process';
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
export function synthInProcess(job: SynthJob): Promise<SynthMeasurement> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, ENTRY[job.variant]), [JSON.stringify(job)], {
      cwd: PROJECT_DIRECTORY,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    let message: unknown;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('message', (received) => (message = received));
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      if (exitCode === 0 && message !== undefined) {
        resolve(parseSynthMeasurement(message));
        return;
      }
      const end = signal ?? `exit code ${String(exitCode)}`;
      reject(
        new BenchError(`${job.variant} with ${job.organizations} organizations: ${end}\n${output.trim()}`),
      );
    });
  });
}
