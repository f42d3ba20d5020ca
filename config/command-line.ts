import type { Command } from 'commander';
import { tellEveryProblem } from './argument-problems';
import { ConfigurationError, PlatformError } from './errors';
import { INTERRUPTED_EXIT_CODE, InterruptedError } from './interruption';

/** How commands end, unless their `--help` says more. */
export const EXIT_CODES = { done: 0, failed: 1, badInput: 2 } as const;

/** The line of `--help` about {@link EXIT_CODES}. */
export const EXIT_CODES_HELP =
  'Exit codes: 0 done, 1 failed, 2 bad arguments or configuration (then nothing was done).';

/**
 * Has a program end as shells expect: with {@link EXIT_CODES.badInput} if its arguments, or those of a subcommand, cannot
 * be used (unknown options and commands, missing and surplus arguments, values that an option does not take), all of
 * which are told, and without a stack trace where nobody reads what it prints ({@link outliveClosedOutput}).
 */
export function asCommandLine<Program extends Command>(program: Program): Program {
  outliveClosedOutput();
  refuseBadArguments(program);
  tellEveryProblem(program);
  return program;
}

function refuseBadArguments(command: Command): void {
  command.exitOverride(({ exitCode }) =>
    process.exit(exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.badInput),
  );
  for (const subcommand of command.commands) refuseBadArguments(subcommand);
}

/** The exit code after an error: whether what a person wrote is to blame, in an argument or in a file. */
export function exitCodeAfter(error: unknown): number {
  if (error instanceof InterruptedError) return INTERRUPTED_EXIT_CODE;
  return error instanceof ConfigurationError ? EXIT_CODES.badInput : EXIT_CODES.failed;
}

/**
 * Lets a program go on when nobody reads what it prints any more (`doctor | head -3`, a log pipe that was closed): it
 * does its work, and ends with the code of what it found. Another reason why nothing can be printed is told, and
 * makes the code a failure.
 */
export function outliveClosedOutput(): void {
  if (process.stdout.listeners('error').includes(whenNotPrinted)) return;
  process.stdout.on('error', whenNotPrinted);
  // If standard error is closed, there is nowhere to report that.
  process.stderr.on('error', () => undefined);
}

function whenNotPrinted({ code = 'unknown reason' }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return;
  process.exitCode = EXIT_CODES.failed;
  console.error(`standard output cannot be written (${code})`);
}

/**
 * Tells an error that is raised on purpose, or what the machine refused, in a line on standard error, and sets the exit
 * code.
 * @throws any other error.
 */
export function tellAndEnd(error: unknown): void {
  const text = textOf(error);
  if (text === undefined) throw error;
  console.error(text);
  process.exitCode = exitCodeAfter(error);
}

/**
 * The same for a program whose exit code 1 says that it found something: whatever goes wrong, a defect included, it ends
 * with another.
 * @param exitCode unless somebody stopped the program
 */
export function tellAndEndWith(exitCode: number): (error: unknown) => void {
  return (error) => {
    console.error(textOf(error) ?? error);
    process.exitCode = error instanceof InterruptedError ? INTERRUPTED_EXIT_CODE : exitCode;
  };
}

/** What an error is told by; undefined for a defect. */
function textOf(error: unknown): string | undefined {
  if (error instanceof PlatformError) return error.message;
  if (!isOfTheMachine(error)) return undefined;
  return error.syscall === MAKES_TEMPORARY ? `${error.message}; ${OTHER_FOLDER}` : error.message;
}

/** The call that makes folders for temporary files, which may have no place at all. */
const MAKES_TEMPORARY = 'mkdtemp';
const OTHER_FOLDER = 'name another folder for temporary files: TMPDIR=/path/to/folder';
/** Why a file cannot be written or read that is no fault of the program, and that can happen at any moment. */
const REASONS_OF_THE_MACHINE = ['EACCES', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'ENOSPC', 'EPERM', 'EROFS'];

function isOfTheMachine(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return false;
  return syscall === MAKES_TEMPORARY || REASONS_OF_THE_MACHINE.includes(code);
}
