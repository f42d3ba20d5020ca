import { dirname, join } from 'node:path';
import { documents, readDocument, relativeLinks } from './markdown';

const README = 'README.md';

test('the README is a door: it fits on two screens', () => {
  expect(readDocument(README).split('\n').length).toBeLessThanOrEqual(120);
});

test('every page of the docs is reached from the README', () => {
  const reached = new Set([README]);
  for (const page of reached) {
    if (!page.endsWith('.md')) continue;
    for (const link of relativeLinks(readDocument(page))) {
      const [path = ''] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (documents().includes(target)) reached.add(target);
    }
  }
  const pages = documents().filter((path) => path.startsWith('docs/') && !path.startsWith('docs/decisions/'));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((path) => !reached.has(path))).toEqual([]);
});
