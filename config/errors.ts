import { escaped, quoted } from './quoting';

/** One thing that is wrong in what a person wrote: where, what stands there, and how to put it right. */
export interface Problem {
  /** The place: a file with a JSON path (`environments/dev.json $.account`) or an option (`-c organization`). */
  readonly place: string;
  /** The offending value; left out where there is none (a missing file, bad JSON). */
  readonly value?: unknown;
  /** What is wrong and what to write instead. */
  readonly fix: string;
}

/** Base of every error that this project raises on purpose; `code` is stable and may be matched by programs. */
export abstract class PlatformError extends Error {
  abstract readonly code: string;
}

/** The configuration or an argument cannot be used. Carries every problem found; its message shows the first 20. */
export class ConfigurationError extends PlatformError {
  readonly code = 'CONFIGURATION';

  constructor(readonly problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.name = 'ConfigurationError';
  }
}

/** A composed name breaks a limit of the service that will hold it. */
export class NameLimitError extends PlatformError {
  readonly code = 'NAME_LIMIT';

  constructor(message: string) {
    super(message);
    this.name = 'NameLimitError';
  }
}

/** Problems of one run that are shown: more would scroll the first ones away. */
const SHOWN_PROBLEMS = 20;

/**
 * A line for each problem, with its place, its value (shortened) and its fix; and how many more than 20 there are.
 * @param kind what each line begins with, and what the last one counts.
 */
export function describeProblems(problems: readonly Problem[], kind?: 'warning'): string {
  const more = problems.length - SHOWN_PROBLEMS;
  const beginning = kind === undefined ? '' : `${kind}: `;
  return [
    ...problems.slice(0, SHOWN_PROBLEMS).map((problem) => beginning + describeProblem(problem)),
    ...(more > 0 ? [`and ${more} more ${kind ?? 'problem'}${more === 1 ? '' : 's'}`] : []),
  ].join('\n');
}

function describeProblem({ place, value, fix }: Problem): string {
  return escaped(value === undefined ? `${place}: ${fix}` : `${place} = ${quoted(value)}: ${fix}`);
}
