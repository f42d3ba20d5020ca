import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, ROOT } from './markdown';

const PROMISES = readDocument('docs/promises.md');

/** Rows of the table that traces promises: promise, built, `file`, `test file` › test name. */
const ROWS = PROMISES.split('\n').flatMap((line) => {
  const row = /^\| (P\d+) .*\| (?:yes|in part) +\| `([^`]+)` +\| `([^`]+)` › (.*?) +\|$/.exec(line);
  if (row === null) return [];
  const [, promise = '', file = '', testFile = '', testName = ''] = row;
  return [{ promise, file, testFile, testName }];
});

test('every row of the table has the form that these tests read', () => {
  expect(ROWS.length).toBe(PROMISES.match(/^\| P\d+ /gm)?.length);
  expect(ROWS.length).toBeGreaterThan(15);
});

test.each(ROWS)('$promise is held by a file and a test that exist', ({ file, testFile, testName }) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
  const titles = [...readDocument(testFile).matchAll(/\btest\(\s*(['"`])(.*?)\1,/g)].map(
    ([, , title]) => title,
  );
  expect(titles).toContain(testName);
});
