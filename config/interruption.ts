import { PlatformError } from './errors';

/** What a program ends with that somebody stopped, as after Ctrl-C in a shell. */
export const INTERRUPTED_EXIT_CODE = 130;

/** How a program is stopped: by Ctrl-C, by `kill` or a CI job that is cancelled, by a terminal that is closed. */
export const STOPPING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Somebody stopped the program. */
export class InterruptedError extends PlatformError {
  readonly code = 'INTERRUPTED';

  constructor(message = 'stopped') {
    super(message);
    this.name = 'InterruptedError';
  }
}

/**
 * From now on, stopping the program aborts the signal that this returns, and the program goes on to its end. However
 * often: with `npm run`, Ctrl-C arrives twice, from the terminal and from npm.
 */
export function whenInterrupted(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of STOPPING_SIGNALS) {
    process.on(signal, () => {
      interruption.abort();
    });
  }
  return interruption.signal;
}

/**
 * Does something during which stopping the program ends it at once, and says what was stopped.
 * @param what is being done, and how things stand if it is stopped: `revoking: run the same command again`
 */
export async function tellingInterruption<Result>(
  what: string,
  action: () => Promise<Result>,
): Promise<Result> {
  const end = (): void => {
    console.error(`stopped while ${what}`);
    process.exit(INTERRUPTED_EXIT_CODE);
  };
  for (const signal of STOPPING_SIGNALS) process.on(signal, end);
  try {
    return await action();
  } finally {
    for (const signal of STOPPING_SIGNALS) process.off(signal, end);
  }
}
