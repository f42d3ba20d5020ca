import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Denial, deniedToRole } from './denied-to-role';

/** How a run of the CDK CLI ended. */
export interface CdkOutcome {
  /** Undefined if a signal ended it. */
  readonly exitCode: number | undefined;
  /** Whether it ended because nobody approved of the changes. */
  readonly notApproved: boolean;
  /** Stacks that it says have failed. Of several that fail at once it may name one only. */
  readonly failedStacks: readonly string[];
  /** What it says that CloudFormation's role was denied. */
  readonly denials: readonly Denial[];
}

/**
 * Runs a command of the project's own CDK CLI, unmodified, at this terminal. Its errors are read on their way to
 * standard error: the exit code does not say that an approval was missing, nor which stacks failed. `--ci` makes it
 * write all the rest to standard output, so that a question comes after what it is about.
 */
export async function runCdk(repository: string, args: readonly string[]): Promise<CdkOutcome> {
  const cli = join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { execa } = await import('execa');
  // At a terminal, Ctrl-C reaches the CLI as well. We stay to the end, to say how things stand.
  const stay = (): void => undefined;
  process.on('SIGINT', stay);
  try {
    const { exitCode, stderr } = await execa(process.execPath, [cli, ...args, '--ci'], {
      cwd: repository,
      stdin: 'inherit',
      stdout: args[0] === 'synth' ? [withoutStackList, 'inherit'] : 'inherit',
      stderr: ['inherit', 'pipe'],
      reject: false,
    });
    const failed = exitCode !== 0;
    return {
      exitCode,
      notApproved: failed && saysNotApproved(stderr),
      failedStacks: failed ? failedStacks(stderr) : [],
      denials: failed ? deniedToRole(stderr) : [],
    };
  } finally {
    process.off('SIGINT', stay);
  }
}

/** Leaves out the one line in which `cdk synth` names every stack, even with `--quiet`. */
function* withoutStackList(line: unknown): Generator {
  if (typeof line !== 'string' || !line.startsWith('Supply a stack id (')) yield line;
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

/** What the CDK CLI says of a stack that has failed, after its name. Tests hold this to the CLI's own code. */
export const FAILED_TO_DEPLOY = 'failed to deploy';

/** The stacks that the CDK CLI says have failed: `❌  ts-dev-shared failed to deploy`. */
export function failedStacks(errors: string): string[] {
  const lines = new RegExp(`❌\\s+([\\w-]+) ${FAILED_TO_DEPLOY}`, 'g');
  return [...stripVTControlCharacters(errors).matchAll(lines)].map(([, name = '']) => name);
}
