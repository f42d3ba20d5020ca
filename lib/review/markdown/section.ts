/** A part of the comment about one subject. All of its texts are Markdown. */
export interface MarkdownSection {
  /** In a few words; also the summary of what is collapsed. */
  readonly title: string;
  /** Items of a section with a lower number stay when there is no room for all. */
  readonly priority: number;
  /** Shown in any case, before the items. */
  readonly lead: readonly string[];
  /** Each a few lines that stand for themselves, the most important one first. */
  readonly items: readonly string[];
  /** Whether the items are to be seen only by whoever opens them. */
  readonly isCollapsed: boolean;
}

/** A section as lines, with the first so many of its items. */
export function sectionLines(
  { title, lead, items, isCollapsed }: MarkdownSection,
  shown: number,
  more: string,
): string[] {
  const hidden = items.length - shown;
  const body = [...items.slice(0, shown), ...(hidden > 0 ? [`- ${hidden} more ${more}`] : [])];
  const list = body.length === 0 ? [] : ['', ...body];
  if (isCollapsed && items.length > 0) {
    return [
      ...(lead.length === 0 ? [] : ['', ...lead]),
      '',
      `<details><summary>${title}</summary>`,
      ...list,
      '',
      '</details>',
    ];
  }
  return ['', `**${title}**`, ...(lead.length === 0 ? [] : ['', ...lead]), ...list];
}
