import type { Steps } from '../steps';

/** One step of the story, shown as one line. */
export interface StoryStep {
  /** Who does what. */
  readonly title: string;
  /**
   * Does it.
   * @returns what came of it, in a few words
   * @throws StoryError if it does not come out as it has to
   */
  readonly run: () => Promise<string>;
}

/** Runs steps one after the other. */
export async function runSteps(
  { steps }: { readonly steps: Steps },
  all: readonly StoryStep[],
): Promise<void> {
  for (const { title, run } of all) await steps.run(title, run, (outcome) => outcome);
}

/** Steps that go on while others are told. */
export interface Begun {
  /** The same steps, to be told in their turn: each waits for what has been going on, and says how long that took. */
  readonly steps: readonly StoryStep[];
  /** Ends what still goes on, and waits until it has: a process that is at work would outlive the account. */
  readonly end: () => Promise<void>;
}

/**
 * Begins steps, one after the other. Where one fails, those after it are not begun.
 * @param stepsOf makes the steps, for a context whose signal ends them
 */
export function begin<Context extends { readonly signal: AbortSignal }>(
  context: Context,
  stepsOf: (context: Context) => readonly StoryStep[],
): Begun {
  const ending = new AbortController();
  const abort = (): void => {
    ending.abort();
  };
  context.signal.addEventListener('abort', abort, { once: true });
  let last: Promise<unknown> = Promise.resolve();
  const steps = stepsOf({ ...context, signal: ending.signal }).map(({ title, run }): StoryStep => {
    const outcome = last.then(() => timed(run));
    last = outcome;
    return { title: `Meanwhile, ${title}`, run: () => outcome };
  });
  // A failure is told when it is the step's turn.
  const ended = last.then(
    () => undefined,
    () => undefined,
  );
  return {
    steps,
    end: () => {
      abort();
      context.signal.removeEventListener('abort', abort);
      return ended;
    },
  };
}

async function timed(run: () => Promise<string>): Promise<string> {
  const started = performance.now();
  const outcome = await run();
  return `${outcome}, after ${((performance.now() - started) / 1000).toFixed(1)} s`;
}
