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

/** Where commands are written whose file in `bin` only puts them together. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'data-hub': ['bin/platform-commands', 'packages/data-hub/bin'],
  organizations: ['bin/organization-commands'],
};
/** Of `cdk deploy`, to which `npm run deploy` hands them. */
const OPTIONS_OF_CDK = ['--concurrency', '--require-approval'];

/** Options of `npm run NAME -- ...` in a text, also on lines that a backslash continues, by the name of the script. */
function optionsIn(text: string): { script: string; option: string }[] {
  return [
    ...text.replaceAll(/\\\n\s*/g, ' ').matchAll(/npm run (?:--silent )?([\w:-]+) -- ([^`\n#|]*)/g),
  ].flatMap(([, script = '', rest = '']) =>
    rest
      .split(/\s+/)
      .filter((word) => /^--[a-z]/.test(word))
      .map((word) => ({ script, option: word.replace(/[^\w-].*/, '') })),
  );
}

function sourceOf(script: string): string {
  const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: Record<string, string> };
  const file = /bin\/[\w-]+\.ts/.exec(scripts[script] ?? '')?.[0];
  const folders = PROGRAMS[script] ?? [];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => join(folder, name)),
  );
  return [...(file === undefined ? [] : [file]), ...files]
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, name), 'utf8'))
    .join('\n');
}

test('options are found behind a script, and neither placeholders nor names that hold hyphens', () => {
  expect(optionsIn('`npm run data-hub -- setup --bundle acme--berlin-1.tar \\\n  --no-service`')).toEqual([
    { script: 'data-hub', option: '--bundle' },
    { script: 'data-hub', option: '--no-service' },
  ]);
});

test.each(DOCUMENTS)('the commands that %s shows have these options', (document) => {
  const unknown = optionsIn(readDocument(document)).filter(
    ({ script, option }) =>
      option !== '--help' &&
      !OPTIONS_OF_CDK.includes(option) &&
      !new RegExp(`${option}(?![\\w-])`).test(sourceOf(script)),
  );
  expect(unknown).toEqual([]);
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
