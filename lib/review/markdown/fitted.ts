import { type MarkdownSection, sectionLines } from './section';

/** Sections under a heading. */
export interface MarkdownChapter {
  /** Lines above the sections. */
  readonly heading: readonly string[];
  readonly sections: readonly MarkdownSection[];
}

/**
 * Puts chapters together within a number of bytes: of what has no room, whole items are left out, the least important
 * ones first, and counted. Bytes are at least as many as characters, however those are counted.
 * @param more where the rest is
 */
export function fittedText(chapters: readonly MarkdownChapter[], budget: number, more: string): string {
  const shown = new Map<MarkdownSection, number>();
  const text = (): string =>
    chapters
      .flatMap(({ heading, sections }) => [
        ...heading,
        ...sections.flatMap((section) => sectionLines(section, shown.get(section) ?? 0, more)),
      ])
      .join('\n');
  for (const { sections } of chapters) {
    for (const section of sections) shown.set(section, section.items.length);
  }
  if (bytesOf(text()) <= budget) return text();

  for (const section of shown.keys()) shown.set(section, 0);
  let left = budget - bytesOf(text());
  if (left < 0) return cutText(text(), budget, more);
  for (const section of [...shown.keys()].toSorted((one, other) => one.priority - other.priority)) {
    let count = 0;
    for (const item of section.items) {
      left -= bytesOf(item) + 1;
      if (left < 0) break;
      count += 1;
    }
    if (left < 0) left += bytesOf(section.items[count] ?? '') + 1;
    shown.set(section, count);
  }
  return text();
}

/** So many environments that not even their headings have room. */
function cutText(text: string, budget: number, more: string): string {
  const end = `\n\nThe rest is ${more}.`;
  let room = budget - bytesOf(end);
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    room -= bytesOf(line) + 1;
    // Never within a collapsed part: it would swallow what follows.
    if (room < 0 || line.startsWith('<details>')) break;
    kept.push(line);
  }
  return kept.join('\n') + end;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
