import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endsOf, type Run } from '../fixtures/commands';
import { environment } from '../fixtures/environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';
import type { Review } from '../../lib/review/review';

type Templates = ReturnType<typeof synthesize>;

const FOLDER = mkdtempSync(join(tmpdir(), 'review-'));
const ORGANIZATION = 'ts-test-organization-';

/** Writes what `cdk synth` would, as far as a review reads it. */
function assembly(name: string, templates: Templates): string {
  const folder = join(FOLDER, name);
  mkdirSync(folder);
  const artifacts = Object.entries(templates).map(([stack, template]) => {
    writeFileSync(join(folder, `${stack}.template.json`), JSON.stringify(template, null, 1));
    const orgSlug = stack.startsWith(ORGANIZATION) ? stack.slice(ORGANIZATION.length) : undefined;
    const tags = { environment: 'test', ...(orgSlug === undefined ? {} : { orgSlug }) };
    const properties = { templateFile: `${stack}.template.json`, terminationProtection: true, tags };
    return [
      stack,
      { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-central-1', properties },
    ];
  });
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ artifacts: Object.fromEntries(artifacts) as unknown }),
  );
  return folder;
}

const TEMPLATES = synthesize(wholeOf(environment()));
const BASE = assembly('base', TEMPLATES);
const RENAMED = assembly(
  'renamed',
  JSON.parse(JSON.stringify(TEMPLATES).replaceAll('RawBucket128B7E58', 'RawDataBucket128B7E58')) as Templates,
);
const WITHOUT_ACME = assembly(
  'without-acme',
  Object.fromEntries(Object.entries(TEMPLATES).filter(([stack]) => stack !== `${ORGANIZATION}acme`)),
);

const of = (head: string, ...options: readonly string[]): readonly string[] => [
  ...['--base-app', BASE, '--head-app', head],
  ...options,
];

const REFUSED: readonly (readonly [what: string, options: readonly string[], message: string])[] = [
  ['nothing is given', [], 'error: give --base, or --base-app and --head-app\n'],
  ['one folder is missing', ['--base-app', BASE], 'error: give --base, or --base-app and --head-app\n'],
  [
    'a revision and folders are given',
    of(BASE, '--base', 'main'),
    'error: give --base, or --base-app and --head-app\n',
  ],
  [
    'a folder holds no assembly',
    of('/nowhere'),
    '--head-app = "/nowhere": /nowhere cannot be read as an assembly of cdk synth: ' +
      'there is no /nowhere/manifest.json; synthesize into it first\n',
  ],
  [
    'what is found could not be written',
    of(BASE, '--html', join(FOLDER, 'none', 'a.html'), '--json', '/'),
    `--json = "/": is a folder; name a file in it\n--html = "${join(FOLDER, 'none', 'a.html')}": there is no folder `,
  ],
  [
    'the environment is another one',
    of(BASE, '--environment', 'dev'),
    '--environment = "dev": the assemblies are of test; leave it out\n',
  ],
  [
    'there is no such revision',
    ['--base', 'no-such-branch'],
    '--base = "no-such-branch": no such branch, tag or commit',
  ],
  [
    'nothing needs what is allowed',
    of(BASE, '--allow-replacement', 'Raw'),
    '--allow-replacement = "Raw": no stateful resource',
  ],
  [
    'a file cannot be written',
    of(BASE, '--json', join(BASE, 'manifest.json', 'review.json')),
    `: there is no folder ${join(BASE, 'manifest.json')}`,
  ],
];

const FILE = join(FOLDER, 'review.json');
let one: Run | undefined,
  again: Run | undefined,
  refused: Run | undefined,
  allowed: Run | undefined,
  gone: Run | undefined;
let refusals: Run[];
beforeAll(async () => {
  const lines = [
    of(BASE),
    of(BASE, '--json', FILE, '--markdown', '-'),
    of(RENAMED),
    of(RENAMED, '--allow-replacement', 'RawBucket128B7E58'),
    of(WITHOUT_ACME, '--json', '-'),
    ...REFUSED.map(([, options]) => options),
  ];
  [one, again, refused, allowed, gone, ...refusals] = await endsOf(
    lines.map((options) => ['review.ts', ...options]),
  );
}, 120_000);

test('says in one line that nothing changed, and the same to the byte each time', () => {
  expect(one).toEqual({
    status: 0,
    stdout:
      '<!-- platform-review -->\nNo change to access, resources, organizations or guards of `test`. Isolation is proved.\n',
    stderr: '',
  });
  expect(again).toEqual(one);
  const { version, outcome } = JSON.parse(readFileSync(FILE, 'utf8')) as Review;
  expect({ version, outcome }).toEqual({ version: 1, outcome: { exitCode: 0, objections: [] } });
});

test('ends with 3 if a stateful resource goes, and with 0 if it is allowed to', () => {
  expect(refused).toMatchObject({
    status: 3,
    stderr: expect.stringContaining('--allow-replacement RawBucket128B7E58') as unknown,
  });
  expect(allowed).toMatchObject({ status: 0, stderr: '' });
  expect(allowed?.stdout).toContain('(allowed by --allow-replacement)');
});

test("ends with 4 if an organization's entry is gone, with the way to offboard it", () => {
  expect(gone?.status).toBe(4);
  expect(gone?.stderr).toContain('test: the entry of organization acme is gone');
  expect((JSON.parse(gone?.stdout ?? '') as Review).outcome.exitCode).toBe(4);
});

test('ends with 2, in a line that says why, where nothing can be reviewed', () => {
  expect(refusals.map((run, index) => [REFUSED[index]?.[0], run])).toEqual(
    REFUSED.map(([what, , message]) => [
      what,
      { status: 2, stdout: '', stderr: expect.stringContaining(message) as string },
    ]),
  );
});
