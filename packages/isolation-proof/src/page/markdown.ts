import { type Html, html } from './html';

const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\([^)]*\)/g;

/**
 * Inline Markdown as HTML: code and bold. Of links there is only the text, because they lead to files that are
 * not beside the page.
 */
export function inlineMarkdown(text: string): Html {
  const parts: (Html | string)[] = [];
  let end = 0;
  for (const { 0: whole, 1: code, 2: bold, 3: link, index } of text.matchAll(INLINE)) {
    parts.push(text.slice(end, index));
    if (code !== undefined) parts.push(html`<code>${code}</code>`);
    else if (bold !== undefined) parts.push(html`<b>${bold}</b>`);
    else parts.push(link === undefined ? '' : inlineMarkdown(link));
    end = index + whole.length;
  }
  return html`${parts}${text.slice(end)}`;
}
