import { StoryError } from './outcome';
import type { ReadingsOfStory } from './uploads';

/** What the analyst asks. */
export const DAILY_SUMS =
  'SELECT instrument, day, count(*) AS readings, sum(value) AS total FROM readings ' +
  'GROUP BY instrument, day ORDER BY instrument, day';

/**
 * Compares an answer to it with what was uploaded, to the digit.
 * @throws StoryError with the first row that differs
 */
export function expectRows(
  rows: readonly (readonly string[])[],
  { answer }: Pick<ReadingsOfStory, 'answer'>,
  client: string,
): void {
  if (rows.length !== answer.length) {
    throw new StoryError(`${client} got ${rows.length} rows, expected ${answer.length}`);
  }
  for (const [index, expected] of answer.entries()) {
    const [got, wanted] = [rows[index]?.join(', '), expected.join(', ')];
    if (got !== wanted)
      throw new StoryError(`${client} got ${String(got)} in row ${index + 1}, expected ${wanted}`);
  }
}
