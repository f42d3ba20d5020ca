import { InterruptedError } from '../../config/interruption';

export interface ProcessOptions {
  /** @default - the current folder */
  readonly cwd?: string;
  /**
   * The whole environment of the program.
   * @default - this process's
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with each line of stdout and stderr as it comes. */
  readonly onLine?: (line: string) => void;
  /**
   * What the program reads from its standard input.
   * @default - nothing: its input ends at once
   */
  readonly input?: string;
  /**
   * Whether the input stays open and empty until the program ends, for a program that ends with it at the latest.
   * @default false
   */
  readonly keepInputOpen?: boolean;
  /** Ends the process. */
  readonly signal?: AbortSignal | undefined;
}

export interface FinishedProcess {
  /** Undefined if a signal ended it. */
  readonly exitCode: number | undefined;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/**
 * Runs a program to its end, whatever its exit code, without a shell.
 * @throws InterruptedError if the signal ended it, and Node's error (`ENOENT`...) if it cannot be started.
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  { onLine, signal, cwd, env, input = '', keepInputOpen = false }: ProcessOptions = {},
): Promise<FinishedProcess> {
  const { execa } = await import('execa');
  const output =
    onLine === undefined
      ? 'pipe'
      : function* (line: unknown) {
          onLine(String(line));
          yield line;
        };
  const { exitCode, stdout, stderr, isCanceled, isTerminated, cause } = await execa(command, args, {
    lines: true,
    reject: false,
    stdout: output,
    stderr: output,
    ...(keepInputOpen ? { stdin: 'pipe' } : { input }),
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env, extendEnv: false }),
  });
  if (isCanceled) throw new InterruptedError();
  if (exitCode === undefined && !isTerminated) throw cause;
  return { exitCode, stdout, stderr };
}
