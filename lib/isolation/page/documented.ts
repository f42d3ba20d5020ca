import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documented } from '../../../packages/isolation-proof/src/specification/documented';

const DOCS = join(__dirname, '..', '..', '..', 'docs', 'auditor');

/** What the proof assumes: the numbered list in docs/auditor/isolation-proof.md. */
export function assumptions(): Documented[] {
  const items = sectionOf(read('isolation-proof.md'), 'What is assumed').split(/^(?=\d+\. )/m);
  return items.flatMap((item) => {
    const [, title, text = ''] = /^\d+\. \*\*(.+?)\*\*(.*)$/s.exec(item.trim()) ?? [];
    return title === undefined ? [] : [{ title, text }];
  });
}

/** What templates cannot show at all: a paragraph of docs/auditor/isolation-proof.md. */
export function notProvable(): string {
  return firstParagraph(sectionOf(read('isolation-proof.md'), 'What cannot be proved from templates'));
}

/**
 * What only a live account can show: the headings of docs/auditor/unconfirmed.md and of
 * docs/auditor/unconfirmed-operations.md, each with its first paragraph.
 */
export function unconfirmed(): Documented[] {
  return ['unconfirmed.md', 'unconfirmed-operations.md'].map(read).flatMap((page) =>
    [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) => ({
      title,
      text: `: ${firstParagraph(sectionOf(page, title))}`,
    })),
  );
}

function read(name: string): string {
  return readFileSync(join(DOCS, name), 'utf8');
}

/** What stands below a heading, up to the next one. */
function sectionOf(page: string, title: string): string {
  const lines = page.split('\n');
  const start = lines.indexOf(`## ${title}`) + 1;
  const length = lines.slice(start).findIndex((line) => line.startsWith('## '));
  if (start === 0) return '';
  return lines.slice(start, length === -1 ? undefined : start + length).join('\n');
}

function firstParagraph(section: string): string {
  return section.trim().split(/\n\s*\n/, 1)[0] ?? '';
}
