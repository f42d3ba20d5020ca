import { join } from 'node:path';
import { runProcess } from '../run-process';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

export interface DataHubCommandOptions extends Pick<StoryContext, 'repository' | 'signal'> {
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  /** What it reads from standard input. */
  readonly input?: string;
}

/** How to start `data-hub` from a checkout: the program and its first argument. */
export function dataHubCommandLine(repository: string): readonly [string, string] {
  return [process.execPath, join(repository, 'bin', 'data-hub.mjs')];
}

/**
 * Runs `data-hub` as people do.
 * @returns what it printed on standard output
 * @throws StoryError with what it said, if it fails
 */
export async function dataHub(
  args: readonly string[],
  { repository, env, input, signal }: DataHubCommandOptions,
): Promise<string> {
  const [program, script] = dataHubCommandLine(repository);
  const { exitCode, stdout, stderr } = await runProcess(program, [script, ...args], {
    cwd: repository,
    env,
    signal,
    ...(input === undefined ? {} : { input }),
  });
  if (exitCode === 0) return stdout.join('\n');
  throw new StoryError(`data-hub ${args.join(' ')} failed: ${[...stderr, ...stdout].join('\n  ')}`);
}
