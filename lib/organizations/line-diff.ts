/** Lines that are shown before and after a change. */
const CONTEXT = 3;

/**
 * What changes between two texts that differ in one place, in the unified format; empty if they are equal.
 * @param file as the heading names it.
 */
export function lineDiff(before: string, after: string, file: string): string {
  if (before === after) return '';
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const from = Math.max(0, start - CONTEXT);
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  const following = old.slice(old.length - end).slice(0, CONTEXT);
  // What follows the last line break is no line.
  if (following.at(-1) === '' && following.length === end) following.pop();
  const context = start - from + following.length;
  return [
    `--- ${file}`,
    `+++ ${file}`,
    `@@ -${from + 1},${removed.length + context} +${from + 1},${added.length + context} @@`,
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...following.map((line) => ` ${line}`),
  ].join('\n');
}
