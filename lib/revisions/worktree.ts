import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RevisionError } from './revision-error';
import { runProgram } from './run-program';

export interface WorktreeOptions {
  /** The checkout whose repository it is; nothing in its working tree is touched. */
  readonly project: string;
  readonly commit: string;
  readonly signal?: AbortSignal | undefined;
}

/** Folders that are there while a revision is looked at. */
export interface Worktree {
  /** The revision, checked out. */
  readonly checkout: string;
  /** Empty, for whatever is made of it. */
  readonly scratch: string;
}

/**
 * Checks a commit out in a temporary folder, and removes it afterwards, whatever happens.
 * @throws RevisionError if it cannot be checked out
 */
export async function withWorktree<Result>(
  { project, commit, signal }: WorktreeOptions,
  use: (worktree: Worktree) => Promise<Result>,
): Promise<Result> {
  const scratch = mkdtempSync(join(tmpdir(), 'revision-'));
  const checkout = join(scratch, 'base');
  try {
    const { succeeded, lastLines } = await runProgram(
      'git',
      ['worktree', 'add', '--quiet', '--detach', checkout, commit],
      { cwd: project, signal },
    );
    if (!succeeded) throw new RevisionError(['git worktree failed:', ...lastLines].join('\n'));
    return await use({ checkout, scratch });
  } finally {
    // Without the signal: after an interruption, too, nothing is left behind.
    await runProgram('git', ['worktree', 'remove', '--force', checkout], { cwd: project });
    rmSync(scratch, { recursive: true, force: true });
  }
}
