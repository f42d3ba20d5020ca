import { PlatformError } from '../../../config/errors';

/** A step failed, and what was done before it could not be taken back. */
export class HalfDoneError extends PlatformError {
  readonly code = 'HALF_DONE';

  constructor(cause: PlatformError, problem: string) {
    super(
      `${cause.message}; what was done before could not be taken back (${problem}): ` +
        'the same command, run again, goes on from there',
    );
    this.name = 'HalfDoneError';
    this.cause = cause;
  }
}

/** Steps that take back what was done, for when something fails later. */
export interface Undoing {
  readonly add: (step: () => Promise<unknown>) => void;
  /** Takes everything back, last things first; returns the error to be thrown. */
  readonly all: (cause: PlatformError) => Promise<PlatformError>;
}

export function undoing(...first: readonly (() => Promise<unknown>)[]): Undoing {
  const steps = [...first];
  return {
    add: (step) => void steps.push(step),
    all: async (cause) => {
      try {
        for (const step of steps.reverse()) await step();
        return cause;
      } catch (error) {
        // Earlier steps stay: they say to the next run what is left.
        return new HalfDoneError(cause, error instanceof PlatformError ? error.message : 'unexpected error');
      }
    },
  };
}
