import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runProcess } from '../local/run-process';
import { BenchError } from './bench-error';

const measuredSchema = z.object({
  seconds: z.number(),
  /** Of the command and all that it started. */
  cpuSeconds: z.number(),
  /** Of the largest process among them. */
  peakMegabytes: z.number(),
});

type MeasuredCommand = z.output<typeof measuredSchema>;

/** One deployment of an environment. */
export interface DeployMeasurement extends MeasuredCommand {
  /** What was done, for example `nothing changed`. */
  readonly name: string;
  readonly organizations: number;
  /** How many stacks CloudFormation created or updated. */
  readonly touched: number;
  /** Resident set of the emulated account afterwards; undefined where the system does not tell. */
  readonly emulatorMegabytes: number | undefined;
}

export interface MeasuredProcess {
  /** Python of the virtual environment. */
  readonly interpreter: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folder for the measurement. */
  readonly scratch: string;
}

/**
 * Runs an npm script of the copied project under the clock.
 * @throws BenchError with the last lines that it printed, if it fails.
 */
export async function measureCommand(
  args: readonly string[],
  { interpreter, cwd, env, scratch }: MeasuredProcess,
): Promise<MeasuredCommand> {
  const report = join(scratch, 'measured.json');
  const program = join(__dirname, 'measured_command.py');
  const command = ['npm', 'run', '--silent', ...args];
  const { exitCode, stdout, stderr } = await runProcess(interpreter, [program, report, ...command], {
    cwd,
    env,
  });
  if (exitCode !== 0) {
    const said = [...stdout.slice(-10), ...stderr.slice(-20)].join('\n');
    throw new BenchError(`npm run ${args.join(' ')}: exit code ${String(exitCode)}\n${said}`);
  }
  return measuredSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
}

/** Resident set of a process, in megabytes. */
export async function residentMegabytes(processId: number): Promise<number | undefined> {
  const { stdout } = await runProcess('ps', ['-o', 'rss=', '-p', String(processId)]);
  const kibibytes = Number(stdout[0]);
  return kibibytes > 0 ? (kibibytes * 1024) / 1e6 : undefined;
}
