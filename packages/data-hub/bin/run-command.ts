import { PlatformError } from '../../../config/errors';
import { exitCodeAfter } from '../../../config/command-line';

/**
 * Runs what a command does. What can be told in a line is told on standard error, with an exit code; so is a
 * defect, without what its message might quote.
 */
export async function runCommand(action: () => void | Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    process.exitCode = exitCodeAfter(error);
    if (error instanceof PlatformError) console.error(error.message);
    else console.error(describeDefect(error));
  }
}

function describeDefect(error: unknown): string {
  if (!(error instanceof Error)) return 'unexpected error';
  const { code } = error as NodeJS.ErrnoException;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [`unexpected error: ${error.name}${code === undefined ? '' : ` ${code}`}`, ...frames].join('\n');
}
