import { join } from 'node:path';
import { runProcess } from '../run-process';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

/**
 * Runs one of the platform's commands as `npm run` does.
 * @param name for example `audit`
 * @returns what it printed on standard output
 * @throws StoryError with what it said, if it fails
 */
export async function platformCommand(
  { repository, signal }: Pick<StoryContext, 'repository' | 'signal'>,
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { exitCode, stdout, stderr } = await runProcess(
    process.execPath,
    [join(repository, 'bin', 'start.js'), join(repository, 'bin', `${name}.ts`), ...args],
    { cwd: repository, env, signal },
  );
  if (exitCode === 0) return stdout.join('\n');
  throw new StoryError(`npm run ${name} failed: ${[...stderr, ...stdout].join('\n  ')}`);
}
