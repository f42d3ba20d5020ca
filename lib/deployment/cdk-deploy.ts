import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How a run of the CDK CLI ended. */
export interface CdkOutcome {
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  /** Whether it ended because nobody approved of the changes. */
  readonly notApproved: boolean;
}

/**
 * Runs the project's own CDK CLI, unmodified, at this terminal. Its errors are read on their way to standard error:
 * the exit code does not say that an approval was missing. `--ci` makes it write all the rest to standard output, so
 * that a question comes after what it is about.
 */
export async function cdkDeploy(repository: string, args: readonly string[]): Promise<CdkOutcome> {
  const cli = join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const child = spawn(process.execPath, [cli, 'deploy', ...args, '--ci'], {
    cwd: repository,
    stdio: ['inherit', 'inherit', 'pipe'],
  });
  // At a terminal, Ctrl-C reaches the CLI as well. We stay to the end, to say how things stand.
  const stay = (): void => undefined;
  process.on('SIGINT', stay);
  const errors: string[] = [];
  child.stderr.on('data', (data: Buffer) => {
    errors.push(data.toString());
    process.stderr.write(data);
  });
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { exitCode, notApproved: exitCode !== 0 && saysNotApproved(errors.join('')) };
  } finally {
    process.off('SIGINT', stay);
  }
}

/**
 * What the CDK CLI says when a person declines, when there is no person to ask, and on Ctrl-C at the question.
 * Tests hold these to the CLI's own code.
 */
export const NOT_APPROVED = [
  'Deployment cancelled',
  'unable to get a confirmation from the user',
  'canceled',
] as const;

export function saysNotApproved(errors: string): boolean {
  const [declined, nobody, interrupted] = NOT_APPROVED;
  const lines = stripVTControlCharacters(errors).split('\n');
  return lines.some(
    (line) => line.includes(declined) || line.includes(nobody) || line.trim() === interrupted,
  );
}
