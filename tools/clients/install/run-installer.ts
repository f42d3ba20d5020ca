import { runProcess } from '../../local/run-process';
import type { InstallContext } from '../client';
import { NotInstalledError } from '../errors';

const LAST_LINES = 3;

/**
 * Runs a program that installs something.
 * @throws NotInstalledError with its last lines if it fails or is not there.
 */
export async function runInstaller(
  [program, ...args]: readonly [string, ...string[]],
  { progress, signal }: Pick<InstallContext, 'progress' | 'signal'>,
  where: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<readonly string[]> {
  const started = `${program} ${args[0] ?? ''}`;
  try {
    const { exitCode, stdout, stderr } = await runProcess(program, args, {
      cwd: where.cwd,
      env: { ...process.env, ...where.env },
      signal,
      onLine: progress,
    });
    if (exitCode === 0) return stdout;
    const lines = [...stdout, ...stderr].filter((line) => line.trim() !== '').slice(-LAST_LINES);
    throw new NotInstalledError(`${started} failed: ${lines.join(' / ')}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new NotInstalledError(`${program} is not installed`);
  }
}
