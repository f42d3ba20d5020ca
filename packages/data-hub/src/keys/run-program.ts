import { spawn } from 'node:child_process';

/** How a program ended, and what it wrote. */
export interface ProgramEnd {
  /**
   * `exit`: by itself, `status` says how; `killed`: a signal ended it; `missing`: it is not installed, or may not be
   * run; `timeout`, `aborted`, `too-much`: this process ended it.
   */
  readonly by: 'exit' | 'killed' | 'missing' | 'timeout' | 'aborted' | 'too-much';
  readonly status: number | undefined;
  /** May hold secrets, if the program prints some. */
  readonly output: Buffer;
  readonly errors: string;
}

export interface ProgramOptions {
  /** Beyond the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Written to its standard input, which then ends. Secrets belong here, not among the arguments. */
  readonly input?: string;
  /** Milliseconds after which it is killed. */
  readonly timeout: number;
  /** Most bytes of output and of errors, each; it is killed if there are more. @default 262144 */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

const DEFAULT_LIMIT = 256 * 1024;

/**
 * Runs a program to its end, without a shell, and without a terminal that it could ask for a PIN. It is gone when the
 * promise settles, which never rejects.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { environment = {}, input = '', timeout, limit = DEFAULT_LIMIT, signal }: ProgramOptions,
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    // A session of its own has no terminal. LC_ALL: its messages are looked at.
    const env = { ...process.env, ...environment, LC_ALL: 'C' };
    const child = spawn(program, args, { env, detached: true, stdio: 'pipe' });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    let endedBy: ProgramEnd['by'] | undefined;
    const end = (by: ProgramEnd['by']) => (): void => {
      endedBy ??= by;
      child.kill('SIGKILL');
    };
    const abort = end('aborted');
    const timer = setTimeout(end('timeout'), timeout);
    const collect = (chunks: Buffer[]): ((chunk: Buffer) => void) => {
      let bytes = 0;
      return (chunk) => {
        bytes += chunk.length;
        if (bytes > limit) end('too-much')();
        else chunks.push(chunk);
      };
    };
    const settle = (by: ProgramEnd['by'], status?: number): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      const said = Buffer.concat(errors).toString('utf8');
      resolve({ by: endedBy ?? by, status, output: Buffer.concat(output), errors: said });
    };
    child.stdout.on('data', collect(output));
    child.stderr.on('data', collect(errors));
    // A program that ends before it has read its input: what it says about that comes with its end.
    child.stdin.on('error', () => undefined);
    child.once('error', () => {
      settle('missing');
    });
    child.once('close', (code) => {
      settle(code === null ? 'killed' : 'exit', code ?? undefined);
    });
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort, { once: true });
    child.stdin.end(input);
  });
}
