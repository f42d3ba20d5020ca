import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { InterruptedError } from './errors';

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with each line of stdout and stderr as it comes. */
  readonly onLine?: (line: string) => void;
  /**
   * What the program reads from its standard input.
   * @default - nothing: its input ends at once
   */
  readonly input?: string;
  /**
   * Whether the input stays open after that, for a program that ends with it at the latest.
   * @default false
   */
  readonly keepInputOpen?: boolean;
  /** Ends the process. */
  readonly signal?: AbortSignal | undefined;
}

export interface FinishedProcess {
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/**
 * Runs a program to its end, without a shell.
 * @throws InterruptedError if the signal ended it, and Node's error (`ENOENT`...) if it cannot be started.
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  { onLine, signal, cwd, env, input = '', keepInputOpen = false }: ProcessOptions = {},
): Promise<FinishedProcess> {
  throwIfAborted(signal);
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
  });
  const stop = (): void => void child.kill();
  signal?.addEventListener('abort', stop);
  // A program that ends without reading its input is no news: its exit code says how it went.
  child.stdin.on('error', () => undefined).write(input);
  if (!keepInputOpen) child.stdin.end();
  try {
    const [exitCode, stdout, stderr] = await Promise.all([
      new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      }),
      collect(child.stdout, onLine),
      collect(child.stderr, onLine),
    ]);
    throwIfAborted(signal);
    return { exitCode, stdout, stderr };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new InterruptedError();
}

async function collect(stream: Readable, onLine?: (line: string) => void): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    lines.push(line);
    onLine?.(line);
  }
  return lines;
}
