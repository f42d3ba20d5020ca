/**
 * The middle value, or the mean of the two middle ones.
 * @throws RangeError if there are no values.
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  if (middle.length === 0) throw new RangeError('no median of no values');
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** How often each app is synthesized; oftener where it is quick, because noise is a larger part of it. */
export function runsFor(organizations: number): number {
  return organizations <= 10 ? 5 : 3;
}
