import { MAX_ORGANIZATIONS } from './bench-environment';

/** Numbers of organizations that are measured unless others are asked for. */
export const DEFAULT_SIZES: readonly number[] = [1, 10, 100, 1000];

/** How many organizations change in one of the measured deployments. */
export const CHANGED_ORGANIZATIONS = 3;

/**
 * Reads a list such as `1,10,1000`; the result is ascending, each number once.
 * @throws RangeError that says what to write instead.
 */
export function parseSizes(text: string): number[] {
  const sizes = text.split(',').map((part) => {
    const size = Number(part);
    if (!/^[1-9]\d*$/.test(part.trim()) || size > MAX_ORGANIZATIONS) {
      throw new RangeError(
        `${JSON.stringify(part)} is not a number of organizations; write numbers from 1 to ${MAX_ORGANIZATIONS}, for example 1,10,1000`,
      );
    }
    return size;
  });
  return [...new Set(sizes)].sort((a, b) => a - b);
}
