import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Rows of the table that traces promises: promise, built, `file`, `test file` › test name. */
const ROWS = README.split('\n').flatMap((line) => {
  const row = /^\| (P\d+) .*\| (?:yes|in part) +\| `([^`]+)` +\| `([^`]+)` › (.*?) +\|$/.exec(line);
  if (row === null) return [];
  const [, promise = '', file = '', testFile = '', testName = ''] = row;
  return [{ promise, file, testFile, testName }];
});

test('every row of the trace table has the form that these tests read', () => {
  expect(ROWS.length).toBe(README.match(/^\| P\d+ /gm)?.length);
  expect(ROWS.length).toBeGreaterThan(15);
});

test.each(ROWS)('$promise is held by a file and a test that exist', ({ file, testFile, testName }) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
  const source = readFileSync(join(ROOT, testFile), 'utf8');
  const titles = [...source.matchAll(/\btest\(\s*(['"`])(.*?)\1,/g)].map(([, , title]) => title);
  expect(titles).toContain(testName);
});

test('every document and script that the README names exists', () => {
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
  expect(links.length).toBeGreaterThan(3);
  for (const target of links) expect([target, existsSync(join(ROOT, target))]).toEqual([target, true]);

  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  const named = [...README.matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(
    ([, script = '']) => script,
  );
  for (const script of named) expect(Object.keys(scripts)).toContain(script);
});
