import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../packages/isolation-proof/src/templates/json';
import { endsOf, type Run, runCommand } from '../fixtures/commands';
import { environment } from '../fixtures/environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';
import { inlinePolicy, roleOf } from '../packages/isolation-proof/fixtures/organizations';

const FOLDER = mkdtempSync(join(tmpdir(), 'prove-test-'));
afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

const file = (name: string): string => join(FOLDER, name);
const textOf = (name: string): string => readFileSync(file(name), 'utf8');

/** Options for an assembly of one stack with one role. */
function ofRole(role: JsonObject, ...options: readonly string[]): readonly string[] {
  const [Type, Properties] = roleOf('acme', role);
  return ofAll({ acme: { Resources: { Role: { Type, Properties } } } }, ...options);
}

/** Options for an assembly of these stacks. */
function ofAll(
  templates: Readonly<Record<string, unknown>>,
  ...options: readonly string[]
): readonly string[] {
  const directory = mkdtempSync(file('assembly-'));
  const artifact = (name: string): unknown => ({
    type: 'aws:cloudformation:stack',
    environment: 'aws://111122223333/eu-central-1',
    properties: { templateFile: `${name}.json` },
  });
  const artifacts = Object.fromEntries(Object.keys(templates).map((name) => [name, artifact(name)]));
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
  for (const [name, template] of Object.entries(templates)) {
    writeFileSync(join(directory, `${name}.json`), JSON.stringify(template));
  }
  return ['--app', directory, ...options];
}

/** Runs the command in a process of its own, as people do. */
function prove(options: readonly string[]): Run {
  return runCommand('prove.ts', options);
}

/** What ships, for two organizations. */
const SHIPPED = synthesize(wholeOf(environment()));
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

/** A stack of an app that names its tenants by another tag. */
const tenant = (slug: string): unknown => {
  const [Type, Properties] = roleOf(slug, {
    ...inlinePolicy({ Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/*' }),
    Tags: [{ Key: 'tenantId', Value: slug }],
  });
  return { Resources: { Role: { Type, Properties } } };
};

const MANAGED = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
const EMPTY = { Resources: {} };

/** A shared bucket that is tagged with an organization. */
function taggedBucket(): [id: string, shared: unknown] {
  const { 'ts-test-shared': shared } = SHIPPED;
  const [id = '', bucket] =
    Object.entries(shared?.Resources ?? {}).find(([, { Type }]) => Type === 'AWS::S3::Bucket') ?? [];
  const Tags = [{ Key: 'orgSlug', Value: 'acme' }];
  const tagged = { ...bucket, Properties: { ...bucket?.Properties, Tags } };
  return [id, { Resources: { ...shared?.Resources, [id]: tagged } }];
}
const [TAGGED, SHARED] = taggedBucket();

/** What cannot be written to. */
const NOWHERE = [
  [file(join('missing', 'page.html')), 'does not exist; make it first'],
  [FOLDER, 'it is a folder; name a file in it'],
  [join('/proc', 'page.html'), 'nothing can be made in the folder "/proc"; choose another place'],
] as const;

/** Options of runs that one process does, which proves faster and faster. */
const LINES = {
  strangeOperator: ofRole(inlinePolicy({ ...everything, Condition: { StringSounds: { 'aws:k': 'x' } } })),
  otherTag: ofAll({ acme: tenant('acme'), 'acme-eu': tenant('acme-eu') }),
  otherTagAsJson: ofAll({ acme: tenant('acme') }, '--json'),
  unread: ofRole(MANAGED),
  unreadAsJson: ofRole(MANAGED, '--json'),
  tagged: ofAll({ ...SHIPPED, 'ts-test-shared': SHARED }),
  page: ofAll({ one: EMPTY, ...SHIPPED }, '--json', '--html', file('page.html')),
  violatedPage: ofRole(inlinePolicy(everything), '--html', file('violated.html')),
  otherTagPage: ofAll({ acme: tenant('acme') }, '--html', file('other-tag.html')),
  unreadPage: ofRole(MANAGED, '--html', file('unread.html')),
  unreadMatrix: ofRole(MANAGED, '--csv', file('unread.csv')),
  matrix: ofAll(SHIPPED, '--csv', file('matrix.csv')),
};
const UNWRITABLE = NOWHERE.flatMap(([place, reason]) =>
  ['--html', '--csv'].map((option) => ({
    option,
    reason,
    line: ofRole(inlinePolicy(everything), option, place),
  })),
);

let runs: Readonly<Record<keyof typeof LINES, Run>>;
let unwritable: readonly Run[];
beforeAll(async () => {
  // Of an earlier run that says otherwise.
  writeFileSync(file('unread.html'), '<h1>Proved</h1>');
  writeFileSync(file('unread.csv'), '"role","acme","x","read","denied"');
  const lines = [...Object.values(LINES), ...UNWRITABLE.map(({ line }) => line)];
  const ended = await endsOf(lines.map((options) => ['prove.ts', ...options]));
  const names = Object.keys(LINES);
  runs = Object.fromEntries(names.map((name, index) => [name, ended[index]])) as typeof runs;
  unwritable = ended.slice(names.length);
});

test('what is proved exits with 0, and a CSV of the matrix is written without a page', () => {
  expect(runs.matrix).toEqual({
    status: 0,
    stdout: expect.stringMatching(
      /\nkept .*\n\n(Declared: everybody may use .*\n)+Proved: 2 organizations/,
    ) as string,
    stderr: expect.stringMatching(/^matrix: .*matrix\.csv \(\d+ KB\)\n$/) as string,
  });
  const lines = textOf('matrix.csv').split('\r\n');
  expect(lines[0]).toMatch(/^"principal","organization","resource","capability","verdict",/);
  expect(lines.filter((line) => line.includes(',"acme-eu",')).length).toBeGreaterThan(150);
});

test('what is violated exits with 1, and --json prints JSON only', () => {
  const { status, stdout, stderr } = prove(ofRole(inlinePolicy(everything), '--json'));
  expect([status, stderr]).toEqual([1, '']);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'violated' });
});

test('what is not understood exits with 2 and says where, without a stack trace', () => {
  expect(runs.unread).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'acme/Role: what arn:aws:iam::111122223333:role/acme-role of acme may do is unknown: it has the AWS managed ' +
      'policy AdministratorAccess. Give its document in the specification: ' +
      'awsManagedPolicies: { "AdministratorAccess": { … } }\nNothing is proved.\n',
  });
});

test('a condition operator that is not known exits with 2 too', () => {
  const { status, stderr } = runs.strangeOperator;
  expect([status, stderr]).toEqual([2, expect.stringContaining('Nothing is proved.')]);
});

test('principals without any organization are undecided: exit 2, with the tag that was looked for', () => {
  const { status, stdout } = runs.otherTag;
  expect(status).toBe(2);
  expect(stdout).toMatch(
    /\nUndecided: the templates: 2 principals .*; their tags are tenantId: no resource carries the tag orgSlug.*\nIsolation is not proved\.\n$/,
  );
  expect(stdout).not.toMatch(/Proved/);
});

test('for programs, undecided is JSON as well, whether claims were asked or not', () => {
  const { otherTagAsJson: asked, unreadAsJson: unread } = runs;
  expect([asked.status, JSON.parse(asked.stdout)]).toMatchObject([
    2,
    { verdict: 'undecided', undecided: [{ place: 'the templates' }], contract: { requests: 0 } },
  ]);
  expect([unread.status, JSON.parse(unread.stdout)]).toEqual([
    2,
    { verdict: 'undecided', undecided: [{ place: 'acme/Role', reason: expect.any(String) as string }] },
  ]);
});

test('a shared resource that carries the tag of an organization is one line, which names it', () => {
  const { status, stdout, stderr } = runs.tagged;
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.split('\n')).toEqual([
    `ts-test-shared/${TAGGED}: carries the tag orgSlug=acme, and stands in the shared stack ts-test-shared, whose other ` +
      'resources do not carry it; a stack belongs to one organization or to none. Move it to the stack of acme, or ' +
      'remove the tag',
    'Nothing is proved.',
    '',
  ]);
});

describe('with --html and --csv', () => {
  test('a page is written beside the verdict, which stays as it is, with the hash of each template', () => {
    const { status, stdout, stderr } = runs.page;
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { verdict: 'proved' }]);
    expect(stderr).toMatch(/^page: .*page\.html \(\d+ KB\)\n$/);
    expect(textOf('page.html')).toMatch(/^<!doctype html>[^]*<h1>Proved<\/h1>/);
    const sha256 = createHash('sha256').update(JSON.stringify(EMPTY)).digest('hex');
    expect(textOf('page.html')).toContain(`${sha256}  one.json\n`);
  });

  test('what is violated has its page, and exits with 1', () => {
    expect(runs.violatedPage.status).toBe(1);
    expect(textOf('violated.html')).toMatch(/<h1>Violated<\/h1>/);
  });

  test('what holds no organization has a page that says so, and what is missing', () => {
    expect(runs.otherTagPage.status).toBe(2);
    const page = textOf('other-tag.html');
    expect(page).toMatch(/<h1>Undecided<\/h1>/);
    expect(page).toMatch(/What is missing[^]*no resource carries the tag orgSlug/);
    expect(page).toContain('<span class="badge nothing-to-ask">nothing to ask</span>');
  });

  test('what could not be decided leaves no page of an earlier run that says otherwise', () => {
    expect(runs.unreadPage.status).toBe(2);
    const page = textOf('unread.html');
    expect(page).toMatch(/<h1>Undecided<\/h1>/);
    expect(page).toContain('it has the AWS managed policy AdministratorAccess');
    expect(page).not.toContain('Proved');
  });

  test('the CSV of what could not be decided says so, and nothing of an earlier run is left', () => {
    expect(runs.unreadMatrix.status).toBe(2);
    const [, ...lines] = textOf('unread.csv').trim().split('\r\n');
    expect(lines).toEqual(['"","","","","undecided","","",""']);
  });

  test('what cannot be written to is told in one line, and nothing counts as proved', () => {
    expect(unwritable).toHaveLength(6);
    for (const [index, { option, reason }] of UNWRITABLE.entries()) {
      expect(unwritable[index]).toEqual({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(
          new RegExp(`^${option} ".*" cannot be written: [^\\n]*\\nNothing is proved\\.\\n$`),
        ) as string,
      });
      expect(unwritable[index]?.stderr).toContain(reason);
    }
  });
});
