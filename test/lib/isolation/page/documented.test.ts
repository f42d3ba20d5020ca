import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assumptions, notProvable, unconfirmed } from '../../../../lib/isolation/page/documented';
import { inlineMarkdown } from '../../../../packages/isolation-proof/src/page/markdown';

const docs = (name: string): string =>
  readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'auditor', name), 'utf8');

test('every assumption of the documentation is read, whole', () => {
  const section = docs('isolation-proof.md').split('## What is assumed')[1]?.split('\n## ')[0] ?? '';
  const found = assumptions();
  expect(found.length).toBeGreaterThanOrEqual(6);
  expect(found).toHaveLength(section.match(/^\d+\. /gm)?.length ?? 0);
  expect(found.map(({ title, text }, index) => `${index + 1}. **${title}**${text}`).join('\n')).toBe(
    section.trim(),
  );
});

test('every unconfirmed item of the documentation is read, with what it is about', () => {
  const page = docs('unconfirmed.md') + docs('unconfirmed-operations.md');
  const found = unconfirmed();
  expect(found.length).toBeGreaterThanOrEqual(17);
  expect(found.map(({ title }) => title)).toEqual(
    [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
  );
  for (const { text } of found) {
    expect(text.length).toBeGreaterThan(40);
    expect(page).toContain(text.replace(/^: /, ''));
  }
});

test('what templates cannot tell is read', () => {
  expect(notProvable()).toMatch(/^Grants made at run time .*drift.*\.$/s);
});

test.each([
  ['plain <text>', 'plain &lt;text&gt;'],
  ['a `code <b>` here', 'a <code>code &lt;b&gt;</code> here'],
  ['**bold** and more', '<b>bold</b> and more'],
  ['see [decision 9](decisions/0009.md), too', 'see decision 9, too'],
  ['[`file`](file.md)', '<code>file</code>'],
  [
    'a * that is no markup, and ${aws:PrincipalTag/orgSlug}',
    'a * that is no markup, and ${aws:PrincipalTag/orgSlug}',
  ],
  ['[x](javascript:alert(1))', 'x)'],
])('inline Markdown %s', (markdown, html) => {
  expect(inlineMarkdown(markdown).text).toBe(html);
});
