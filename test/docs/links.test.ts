import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf, documents, readDocument, relativeLinks, ROOT } from './markdown';

const DOCUMENTS = documents();

test.each([
  ['# A title', ['a-title']],
  ['## `deploy`: what, then?\n## A_b - c', ['deploy-what-then', 'a_b---c']],
  ['## Same\n## Same\n### Same', ['same', 'same-1', 'same-2']],
  ["## A [link](x.md) of Müller's", ['a-link-of-müllers']],
  ['```sh\n# no title\n```\n## Title', ['title']],
])('headings of %j have the anchors that GitHub gives them', (markdown, anchors) => {
  expect([...anchorsOf(markdown)]).toEqual(anchors);
});

test('links and images are found, and neither code nor other sites', () => {
  const markdown = '[a](b.md#c) ![d](e.svg) [f](#g) [h](https://i.example) `[j](k)`\n```\n[l](m)\n```\n';
  expect(relativeLinks(markdown)).toEqual(['b.md#c', 'e.svg', '#g']);
});

test('the documents are those of every folder', () => {
  const expected = ['README.md', 'CONTRIBUTING.md', 'emulator/README.md', 'docs/architecture.md'];
  expect(DOCUMENTS).toEqual(expect.arrayContaining(expected));
});

test.each(DOCUMENTS)('every link of %s leads to a file and to a heading of it', (document) => {
  const broken = relativeLinks(readDocument(document)).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? document : normalize(join(dirname(document), path));
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && !anchorsOf(readDocument(target)).has(anchor);
  });
  expect(broken).toEqual([]);
});
