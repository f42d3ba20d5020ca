import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCheckout } from '../../../../packages/isolation-proof/src/provenance/checkout';

const directory = mkdtempSync(join(tmpdir(), 'checkout-test-'));
const repository = join(directory, 'repository');
const assembly = join(repository, 'cdk.out');

function git(...command: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', ['-C', repository, ...identity, ...command], { encoding: 'utf8' }).trim();
}

beforeAll(() => {
  mkdirSync(assembly, { recursive: true });
  git('init', '--quiet');
  writeFileSync(join(repository, '.gitignore'), 'cdk.out/\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

test('an assembly in a checkout has the commit that is checked out, and files that git ignores change nothing', () => {
  writeFileSync(join(assembly, 'manifest.json'), '{}');
  expect(readCheckout(assembly)).toEqual({ commit: git('rev-parse', 'HEAD'), isModified: false });
});

test.each([
  ['changed', '.gitignore', 'cdk.out/\n*.log\n'],
  ['new', 'bin.ts', ''],
])('a %s file is an uncommitted change', (_what, file, content) => {
  writeFileSync(join(repository, file), content);
  expect(readCheckout(assembly)?.isModified).toBe(true);
  git('stash', '--include-untracked', '--quiet');
  expect(readCheckout(assembly)?.isModified).toBe(false);
});

test('a folder in no checkout, and one that is not there, have none', () => {
  expect(readCheckout(directory)).toBeUndefined();
  expect(readCheckout(join(directory, 'missing'))).toBeUndefined();
});

test('what a git hook sets for another repository is not asked', () => {
  const before = process.env['GIT_DIR'];
  process.env['GIT_DIR'] = join(repository, '.git');
  try {
    expect(readCheckout(directory)).toBeUndefined();
  } finally {
    if (before === undefined) delete process.env['GIT_DIR'];
    else process.env['GIT_DIR'] = before;
  }
});

test('files that whoever runs it has git ignore change nothing', () => {
  const before = process.env['HOME'];
  process.env['HOME'] = directory;
  writeFileSync(join(directory, '.gitconfig'), `[core]\n\texcludesFile = ${join(directory, 'ignored')}\n`);
  writeFileSync(join(directory, 'ignored'), '*.notes\n');
  writeFileSync(join(repository, 'my.notes'), '');
  try {
    expect(readCheckout(assembly)?.isModified).toBe(false);
  } finally {
    rmSync(join(repository, 'my.notes'));
    if (before === undefined) delete process.env['HOME'];
    else process.env['HOME'] = before;
  }
});

test('a program that the checkout names is not run', () => {
  const ran = join(directory, 'ran');
  git('config', 'core.fsmonitor', `touch ${ran}; false`);
  expect(readCheckout(assembly)?.isModified).toBe(false);
  expect(existsSync(ran)).toBe(false);
});
