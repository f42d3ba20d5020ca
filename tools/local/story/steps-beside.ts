import type { StoryStep } from './story-step';

/** Has steps go on while others are told, with which they have nothing to do. */
export class StepsBeside<Context extends { readonly signal: AbortSignal }> {
  private readonly ending = new AbortController();
  private readonly going: Promise<unknown>[] = [];
  private readonly abort = (): void => {
    this.ending.abort();
  };

  constructor(private readonly context: Context) {
    context.signal.addEventListener('abort', this.abort, { once: true });
  }

  /**
   * Begins steps, one after the other. Where one fails, those after it are not begun.
   * @param stepsOf makes the steps, for a context whose signal ends them
   * @returns the same steps, to be told in their turn: each waits for what has been going on, and says how long it took
   */
  begin(stepsOf: (context: Context) => readonly StoryStep[]): StoryStep[] {
    let last: Promise<unknown> = Promise.resolve();
    const steps = stepsOf({ ...this.context, signal: this.ending.signal }).map(
      ({ title, run }): StoryStep => {
        const outcome = last.then(() => timed(run));
        last = outcome;
        return { title: `Meanwhile, ${title}`, run: () => outcome };
      },
    );
    this.going.push(last);
    // A failure is told when it is the step's turn.
    last.catch(() => undefined);
    return steps;
  }

  /** Ends what still goes on, and waits until it has: a process that is at work would outlive the account. */
  async end(): Promise<void> {
    this.abort();
    this.context.signal.removeEventListener('abort', this.abort);
    await Promise.allSettled(this.going);
  }
}

async function timed(run: () => Promise<string>): Promise<string> {
  const started = performance.now();
  const outcome = await run();
  return `${outcome}, in ${((performance.now() - started) / 1000).toFixed(1)} s`;
}
