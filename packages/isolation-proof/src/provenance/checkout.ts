import { execFileSync } from 'node:child_process';

/** What is checked out in the folder of an assembly. */
export interface Checkout {
  /** Hash of the commit. */
  readonly commit: string;
  /** Whether files are changed, added or deleted that no commit has. */
  readonly isModified: boolean;
}

/** Milliseconds that git may take for an answer. */
const PATIENCE = 10_000;

/**
 * Which commit is checked out where a folder is. It does not say that what is in the folder was made of it.
 * @returns undefined if the folder is in no checkout, or git does not answer
 */
export function readCheckout(directory: string): Checkout | undefined {
  try {
    const commit = git(directory, 'rev-parse', '--verify', 'HEAD').trim();
    return { commit, isModified: git(directory, 'status', '--porcelain') !== '' };
  } catch {
    return undefined;
  }
}

/** Asks git, without the variables that a git hook sets for another folder, and without programs of the checkout. */
function git(directory: string, ...command: readonly string[]): string {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return execFileSync('git', ['-c', 'core.fsmonitor=false', '-C', directory, ...command], {
    encoding: 'utf8',
    env: { ...Object.fromEntries(inherited), GIT_OPTIONAL_LOCKS: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: PATIENCE,
  });
}
