import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Denial, deniedToRole } from './denied-to-role';

/** How a run of the CDK CLI ended. */
export interface CdkOutcome {
  /** Undefined if a signal ended it. */
  readonly exitCode: number | undefined;
  /** Whether somebody stopped it: at its question, or anywhere else. */
  readonly interrupted: boolean;
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
 * @param interruption ends it. At a terminal, Ctrl-C reaches it anyway; `kill`, and a CI job that is cancelled, do not.
 */
export async function runCdk(
  repository: string,
  args: readonly string[],
  interruption: AbortSignal,
): Promise<CdkOutcome> {
  const cli = join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { execa } = await import('execa');
  const { exitCode, stderr } = await execa(process.execPath, [cli, ...args, '--ci'], {
    cwd: repository,
    stdin: 'inherit',
    stdout: args[0] === 'synth' ? [withoutStackList, 'inherit'] : 'inherit',
    stderr: ['inherit', 'pipe'],
    reject: false,
    cancelSignal: interruption,
  });
  const failed = exitCode !== 0;
  return {
    exitCode,
    interrupted: interruption.aborted || (failed && saysInterrupted(stderr)),
    notApproved: failed && saysNotApproved(stderr),
    failedStacks: failed ? failedStacks(stderr) : [],
    denials: failed ? deniedToRole(stderr) : [],
  };
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
  const [declined, nobody] = NOT_APPROVED;
  return (
    linesOf(errors).some((line) => line.includes(declined) || line.includes(nobody)) ||
    saysInterrupted(errors)
  );
}

function saysInterrupted(errors: string): boolean {
  const [, , interrupted] = NOT_APPROVED;
  return linesOf(errors).some((line) => line.trim() === interrupted);
}

function linesOf(errors: string): string[] {
  return stripVTControlCharacters(errors).split('\n');
}

/** What the CDK CLI says of a stack that has failed, after its name. Tests hold this to the CLI's own code. */
export const FAILED_TO_DEPLOY = 'failed to deploy';

/** The stacks that the CDK CLI says have failed: `❌  ts-dev-shared failed to deploy`. */
export function failedStacks(errors: string): string[] {
  const lines = new RegExp(`❌\\s+([\\w-]+) ${FAILED_TO_DEPLOY}`, 'g');
  return [...stripVTControlCharacters(errors).matchAll(lines)].map(([, name = '']) => name);
}
