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

/** The configuration or an argument cannot be used. Carries every problem found, not only the first. */
export class ConfigurationError extends PlatformError {
  readonly code = 'CONFIGURATION';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
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

function describeProblem({ place, value, fix }: Problem): string {
  return value === undefined ? `${place}: ${fix}` : `${place} = ${JSON.stringify(value)}: ${fix}`;
}
