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
