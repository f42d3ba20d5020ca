import { join } from 'node:path';
import { runProcess } from '../run-process';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

/**
 * Runs one of the platform's commands as `npm run` does.
 * @param name for example `audit`
 * @param expected exit code, of a command that tells by it what it found
 * @returns what it printed on standard output
 * @throws StoryError with what it said, if it ends otherwise
 */
export async function platformCommand(
  { repository, signal }: Pick<StoryContext, 'repository' | 'signal'>,
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  expected = 0,
): Promise<string> {
  const { exitCode, stdout, stderr } = await runProcess(
    process.execPath,
    [join(repository, 'bin', 'start.js'), join(repository, 'bin', `${name}.ts`), ...args],
    { cwd: repository, env, signal },
  );
  if (exitCode === expected) return stdout.join('\n');
  throw new StoryError(
    `npm run ${name} ended with ${exitCode ?? 'a signal'}: ${[...stderr, ...stdout].join('\n  ')}`,
  );
}
