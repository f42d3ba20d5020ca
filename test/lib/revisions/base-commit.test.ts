import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../../config/errors';
import { baseCommit, headState } from '../../../lib/revisions/base-commit';
import { git } from '../../fixtures/repositories';

/** A branch `change` that left `main`, which has moved on since. No test but the last writes to it. */
let cwd: string;
let fork: string;
let tip: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'repository-'));
  git(cwd, 'init', '--quiet', '--initial-branch=main');
  fork = commit('one');
  git(cwd, 'branch', 'change');
  tip = commit('two');
  git(cwd, 'checkout', '--quiet', 'change');
  commit('three');
});

function commit(name: string): string {
  writeFileSync(join(cwd, name), name);
  git(cwd, 'add', '.');
  git(cwd, 'commit', '--quiet', '-m', name);
  return git(cwd, 'rev-parse', 'HEAD');
}

test('is where the change left the branch, and says that the branch has moved on', async () => {
  expect(await baseCommit('main', '--base', { cwd })).toEqual({
    commit: fork,
    note: `Compared with ${fork.slice(0, 12)}, where the change left main; main has moved on to ${tip.slice(0, 12)}.`,
  });
});

test('is the revision itself where the head descends from it', async () => {
  expect(await baseCommit(fork.slice(0, 10), '--base', { cwd })).toEqual({ commit: fork });
});

test('a revision that does not exist is refused, and one that would be an option', async () => {
  for (const ref of ['nowhere', '--help']) {
    await expect(baseCommit(ref, '--base', { cwd })).rejects.toThrow(
      new ConfigurationError([
        {
          place: '--base',
          value: ref,
          fix: 'no such branch, tag or commit; fetch it first, or name the remote: origin/main',
        },
      ]),
    );
  }
});

test('a folder that is no repository says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  await expect(baseCommit('HEAD', '--base', { cwd: folder })).rejects.toThrow(
    '--base = "HEAD": Git knows no repository here',
  );
});

test('a shallow clone says how to get the history', async () => {
  const clone = mkdtempSync(join(tmpdir(), 'clone-'));
  git(clone, 'clone', '--quiet', '--depth', '1', '--branch', 'change', `file://${cwd}`, '.');
  await expect(baseCommit('origin/main', '--base', { cwd: clone })).rejects.toThrow(
    '--base = "origin/main": this clone is shallow and does not hold it; run git fetch --unshallow origin',
  );
});

test('without a common ancestor at hand, the tip is compared, and that is said', async () => {
  const clone = mkdtempSync(join(tmpdir(), 'clone-'));
  git(
    clone,
    'clone',
    '--quiet',
    '--depth',
    '1',
    '--no-single-branch',
    '--branch',
    'change',
    `file://${cwd}`,
    '.',
  );
  expect(await baseCommit('origin/main', '--base', { cwd: clone })).toEqual({
    commit: tip,
    note: expect.stringMatching(/^No common ancestor of HEAD and origin\/main/) as unknown,
  });
});

test('the head says whether files differ from its commit', async () => {
  const head = git(cwd, 'rev-parse', 'HEAD');
  expect(await headState({ cwd })).toEqual({ commit: head, hasUncommittedChanges: false });
  writeFileSync(join(cwd, 'new'), '');
  expect(await headState({ cwd })).toEqual({ commit: head, hasUncommittedChanges: true });
});
