import { InterruptedError } from '../../config/interruption';
import { RevisionError } from './revision-error';

/** How much of a failed program's output is shown. */
const LAST_LINES = 15;

export interface ProgramOptions {
  readonly cwd: string;
  /**
   * The whole environment of the program.
   * @default - this process's
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined;
}

export interface ProgramEnd {
  readonly succeeded: boolean;
  readonly stdout: string;
  /** The last lines of its output, those on standard error last. */
  readonly lastLines: readonly string[];
}

/**
 * Runs a program to its end, whatever its exit code, without a shell and without input.
 * @throws InterruptedError if the signal ended it
 * @throws RevisionError if it cannot be started
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, signal }: ProgramOptions,
): Promise<ProgramEnd> {
  const { execa } = await import('execa');
  const { exitCode, stdout, stderr, isCanceled, isTerminated, shortMessage } = await execa(command, args, {
    cwd,
    reject: false,
    input: '',
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    ...(env === undefined ? {} : { env, extendEnv: false }),
  });
  if (isCanceled) throw new InterruptedError();
  if (exitCode === undefined && !isTerminated)
    throw new RevisionError(shortMessage ?? `${command} did not start`);
  return {
    succeeded: exitCode === 0,
    stdout,
    lastLines: [...stdout.split('\n'), ...stderr.split('\n')]
      .filter((line) => line.trim() !== '')
      .slice(-LAST_LINES),
  };
}
