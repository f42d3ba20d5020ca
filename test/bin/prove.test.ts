import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../packages/isolation-proof/src/templates/json';
import { type Run, runCommand } from '../fixtures/commands';
import { environment } from '../fixtures/environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';
import { inlinePolicy, roleOf } from '../packages/isolation-proof/fixtures/organizations';

/** Runs the command on an assembly of one stack with one role. */
function prove(role: JsonObject, ...options: readonly string[]): Run {
  const [Type, Properties] = roleOf('acme', role);
  return proveAll({ acme: { Resources: { Role: { Type, Properties } } } }, ...options);
}

/** Runs the command on an assembly of these stacks. */
function proveAll(templates: Readonly<Record<string, unknown>>, ...options: readonly string[]): Run {
  const directory = mkdtempSync(join(tmpdir(), 'prove-test-'));
  const artifact = (name: string): unknown => ({
    type: 'aws:cloudformation:stack',
    environment: 'aws://111122223333/eu-central-1',
    properties: { templateFile: `${name}.json` },
  });
  const artifacts = Object.fromEntries(Object.keys(templates).map((name) => [name, artifact(name)]));
  try {
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
    for (const [name, template] of Object.entries(templates)) {
      writeFileSync(join(directory, `${name}.json`), JSON.stringify(template));
    }
    return runCommand('prove.ts', ['--app', directory, ...options]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What ships, for two organizations. */
const SHIPPED = synthesize(wholeOf(environment()));
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

test('what is proved exits with 0, and a CSV of the matrix is written without a page', () => {
  const directory = mkdtempSync(join(tmpdir(), 'prove-matrix-'));
  const csv = join(directory, 'matrix.csv');
  try {
    expect(proveAll(SHIPPED, '--csv', csv)).toEqual({
      status: 0,
      stdout: expect.stringMatching(/\nkept .*\n\nProved: 2 organizations/) as string,
      stderr: expect.stringMatching(/^matrix: .*matrix\.csv \(\d+ KB\)\n$/) as string,
    });
    const lines = readFileSync(csv, 'utf8').split('\r\n');
    expect(lines[0]).toMatch(/^"principal","organization","resource","capability","verdict",/);
    expect(lines.filter((line) => line.includes(',"acme-eu",')).length).toBeGreaterThan(150);
  } finally {
    rmSync(directory, { recursive: true });
  }
}, 30_000);

test('what is violated exits with 1, and --json prints JSON only', () => {
  const { status, stdout, stderr } = prove(inlinePolicy(everything), '--json');
  expect([status, stderr]).toEqual([1, '']);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'violated' });
}, 30_000);

test('what is not understood exits with 2 and says where, without a stack trace', () => {
  expect(prove({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'acme/Role: what arn:aws:iam::111122223333:role/acme-role of acme may do is unknown: it has the AWS managed ' +
      'policy AdministratorAccess. Give its document in the specification: ' +
      'awsManagedPolicies: { "AdministratorAccess": { … } }\nNothing is proved.\n',
  });
}, 30_000);

test('a condition operator that is not known exits with 2 too', () => {
  const { status, stderr } = prove(
    inlinePolicy({ ...everything, Condition: { StringSounds: { 'aws:k': 'x' } } }),
  );
  expect([status, stderr]).toEqual([2, expect.stringContaining('Nothing is proved.')]);
}, 30_000);

/** A stack of an app that names its tenants by another tag. */
const tenant = (slug: string): unknown => {
  const [Type, Properties] = roleOf(slug, {
    ...inlinePolicy({ Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/*' }),
    Tags: [{ Key: 'tenantId', Value: slug }],
  });
  return { Resources: { Role: { Type, Properties } } };
};

test('principals without any organization are undecided: exit 2, with the tag that was looked for', () => {
  const { status, stdout } = proveAll({ acme: tenant('acme'), 'acme-eu': tenant('acme-eu') });
  expect(status).toBe(2);
  expect(stdout).toMatch(
    /\nUndecided: the templates: 2 principals .*; their tags are tenantId: no resource carries the tag orgSlug.*\nIsolation is not proved\.\n$/,
  );
  expect(stdout).not.toMatch(/Proved/);
}, 30_000);

test('for programs, undecided is JSON as well, whether claims were asked or not', () => {
  const asked = proveAll({ acme: tenant('acme') }, '--json');
  expect([asked.status, JSON.parse(asked.stdout)]).toMatchObject([
    2,
    { verdict: 'undecided', undecided: [{ place: 'the templates' }], contract: { requests: 0 } },
  ]);
  const unread = prove({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }, '--json');
  expect([unread.status, JSON.parse(unread.stdout)]).toEqual([
    2,
    { verdict: 'undecided', undecided: [{ place: 'acme/Role', reason: expect.any(String) as string }] },
  ]);
}, 60_000);

test('a shared resource that carries the tag of an organization is one line, which names it', () => {
  const { 'ts-test-shared': shared } = SHIPPED;
  const [id, bucket] =
    Object.entries(shared?.Resources ?? {}).find(([, { Type }]) => Type === 'AWS::S3::Bucket') ?? [];
  const Tags = [{ Key: 'orgSlug', Value: 'acme' }];
  const tagged = { ...bucket, Properties: { ...bucket?.Properties, Tags } };
  const Resources = { ...shared?.Resources, [id ?? '']: tagged };
  const { status, stdout, stderr } = proveAll({ ...SHIPPED, 'ts-test-shared': { Resources } });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.split('\n')).toEqual([
    `ts-test-shared/${id}: carries the tag orgSlug=acme, and stands in the shared stack ts-test-shared, whose other ` +
      'resources do not carry it; a stack belongs to one organization or to none. Move it to the stack of acme, or ' +
      'remove the tag',
    'Nothing is proved.',
    '',
  ]);
}, 60_000);

describe('with --html and --csv', () => {
  const directory = mkdtempSync(join(tmpdir(), 'prove-page-'));
  const file = join(directory, 'page.html');

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  test('a page is written beside the verdict, which stays as it is, with the hash of each template', () => {
    const template = { Resources: {} };
    const { status, stdout, stderr } = proveAll({ one: template, ...SHIPPED }, '--json', '--html', file);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { verdict: 'proved' }]);
    expect(stderr).toMatch(/^page: .*page\.html \(\d+ KB\)\n$/);
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/^<!doctype html>[^]*<h1>Proved<\/h1>/);
    const sha256 = createHash('sha256').update(JSON.stringify(template)).digest('hex');
    expect(page).toContain(`${sha256}  one.json\n`);
  }, 60_000);

  test('what is violated has its page, and exits with 1', () => {
    expect(prove(inlinePolicy(everything), '--html', file).status).toBe(1);
    expect(readFileSync(file, 'utf8')).toMatch(/<h1>Violated<\/h1>/);
  }, 60_000);

  test('what holds no organization has a page that says so, and what is missing', () => {
    expect(proveAll({ acme: tenant('acme') }, '--html', file).status).toBe(2);
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/<h1>Undecided<\/h1>/);
    expect(page).toMatch(/What is missing[^]*no resource carries the tag orgSlug/);
    expect(page).toContain('<span class="badge nothing-to-ask">nothing to ask</span>');
  }, 60_000);

  test('what could not be decided leaves no page of an earlier run that says otherwise', () => {
    writeFileSync(file, '<h1>Proved</h1>');
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(prove({ ManagedPolicyArns: [arn] }, '--html', file).status).toBe(2);
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/<h1>Undecided<\/h1>/);
    expect(page).toContain('it has the AWS managed policy AdministratorAccess');
    expect(page).not.toContain('Proved');
  }, 60_000);

  test('the CSV of what could not be decided says so, and nothing of an earlier run is left', () => {
    const csv = join(directory, 'undecided.csv');
    writeFileSync(csv, '"role","acme","x","read","denied"');
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(prove({ ManagedPolicyArns: [arn] }, '--csv', csv).status).toBe(2);
    const [, ...lines] = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(lines).toEqual(['"","","","","undecided","","",""']);
  }, 60_000);

  test.each([
    [
      'a folder that does not exist',
      join(directory, 'missing', 'page.html'),
      'does not exist; make it first',
    ],
    ['a folder', directory, 'it is a folder; name a file in it'],
  ])(
    '%s cannot be written to: one line says so, and nothing counts as proved',
    (_what, place, reason) => {
      for (const option of ['--html', '--csv']) {
        const { status, stdout, stderr } = prove(inlinePolicy(everything), option, place);
        expect([status, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(
          new RegExp(`^${option} ".*" cannot be written: [^\\n]*\\nNothing is proved\\.\\n$`),
        );
        expect(stderr).toContain(reason);
      }
    },
    60_000,
  );
});
