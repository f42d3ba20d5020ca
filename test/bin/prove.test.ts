import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/isolation/json';
import { environment } from '../fixtures/environment';
import { synthesize, wholeOf } from '../fixtures/synthesize';
import { inlinePolicy, roleOf } from '../lib/isolation/organizations';

const ROOT = join(__dirname, '..', '..');

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

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
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'bin/prove.ts', '--app', directory, ...options],
      { cwd: ROOT, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

test('what is proved exits with 0', () => {
  expect(proveAll(synthesize(wholeOf(environment())))).toEqual({
    status: 0,
    stdout: expect.stringMatching(/\nkept .*\n\nProved: 2 organizations/) as string,
    stderr: '',
  });
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
      'acme/Role: the policy arn:aws:iam::aws:policy/AdministratorAccess is not in the templates\n' +
      'Nothing is proved.\n',
  });
}, 30_000);

test('a condition operator that is not known exits with 2 too', () => {
  const { status, stderr } = prove(
    inlinePolicy({ ...everything, Condition: { StringSounds: { 'aws:k': 'x' } } }),
  );
  expect([status, stderr]).toEqual([2, expect.stringContaining('Nothing is proved.')]);
}, 30_000);
