import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { deniedToRole, denialText } from '../../lib/deployment/denied-to-role';
import { CdkCommandError } from './errors';
import { runProcess } from './run-process';
import type { Progress } from './steps';

export interface CdkOptions {
  readonly repository: string;
  /**
   * Folder that the command runs in.
   * @default - the repository, whose `cdk.json` says what the app is
   */
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** File that gets everything that the CLI prints. */
  readonly logFile: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** How much of a failed command's output is shown. */
const LAST_LINES = 15;

/** Nothing of these is about the account: no news, no usage data, no colours in the log. */
const QUIET = ['--no-notices', '--no-version-reporting', '--no-color'];

/**
 * Runs the project's own CDK CLI, unmodified.
 * @throws CdkCommandError with the last lines that it printed.
 */
export async function runCdk(args: readonly string[], options: CdkOptions): Promise<void> {
  const { repository, cwd = repository, env, logFile, progress, signal } = options;
  const output: string[] = [];
  const cli = join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { exitCode } = await runProcess(process.execPath, [cli, ...args, ...QUIET], {
    cwd,
    env,
    signal,
    onLine: (line) => {
      appendFileSync(logFile, `${line}\n`);
      if (line.trim() !== '') output.push(line);
      const event = stackEvent(line);
      if (event !== undefined) progress(event);
    },
  });
  if (exitCode === 0) return;
  const advice = deniedToRole(output.join('\n')).map(denialText);
  throw new CdkCommandError(`cdk ${args[0] ?? ''}`, output.slice(-LAST_LINES), logFile, advice);
}

/**
 * What a line of `--progress events` says in short: `ts-local-shared 3/23`.
 * Lines look like `ts-local-shared |  3/23 | 1:30:01 PM | CREATE_COMPLETE | AWS::S3::Bucket | Raw/Bucket`.
 */
export function stackEvent(line: string): string | undefined {
  const [, stack, done, all] = /^(\S+) \|\s*(\d+)(\/\d+)? \|/.exec(line) ?? [];
  return stack === undefined || done === undefined ? undefined : `${stack} ${done}${all ?? ''}`;
}
