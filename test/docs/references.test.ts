import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents, readDocument, ROOT } from './markdown';

/** The changelog names what was there at its time. */
const DOCUMENTS = documents().filter((path) => path !== 'CHANGELOG.md');

const FOLDERS =
  'bin|tools|lib|constructs|policies|packages|config|environments|bootstrap|emulator|examples|test|docs|.ci|.github';
const PATH_OF_REPOSITORY = new RegExp(`\`((?:${FOLDERS.replaceAll('.', '\\.')})/[\\w./-]+)\``, 'g');

const matchesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, match = '']) => match);

test('the pattern of paths finds them, and leaves placeholders out', () => {
  const text =
    'See `config/naming.ts`, `docs/`, `.ci/run` and `environments/<name>.json`; `acme/` is a folder.';
  expect(matchesIn(text, PATH_OF_REPOSITORY)).toEqual(['config/naming.ts', '.ci/run']);
});

test.each(DOCUMENTS)('files and scripts that %s names exist', (document) => {
  const text = readDocument(document);
  const paths = matchesIn(text, PATH_OF_REPOSITORY);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);

  const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: Record<string, string> };
  const named = matchesIn(text, /npm run (?:--silent |-s )?([a-z][a-z:-]*)/g);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('the architecture page shows every room', () => {
  const page = readDocument('docs/architecture.md');
  const rooms = ['tools', 'lib', 'packages'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${folder}/${name}`),
  );
  expect(rooms.length).toBeGreaterThan(10);
  expect(rooms.filter((room) => !page.includes(`\n| \`${room}\` |`))).toEqual([]);
});

test('pages that code names exist', () => {
  const named = ['bin', 'tools', 'lib', 'constructs', 'policies', 'packages', 'config', 'emulator']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { encoding: 'utf8', recursive: true }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => /\.(?:ts|mjs|py|json)$/.test(path) && !path.includes('node_modules'))
    .flatMap((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return matchesIn(text, /\b(docs\/[\w./-]+\.(?:md|svg))/g).map((page) => ({ path, page }));
    });
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ page }) => !existsSync(join(ROOT, page)))).toEqual([]);
});

test.each(DOCUMENTS)('%s can be read in one go', (document) => {
  expect(readDocument(document).split('\n').length).toBeLessThanOrEqual(250);
});
