import { ConfigurationError } from '../../config/errors';
import { type ProgramOptions, runProgram } from './run-program';

/** The commit that a change is compared with. */
export interface BaseCommit {
  readonly commit: string;
  /** What the reader has to know of how it was chosen, if anything. */
  readonly note?: string;
}

/** Characters of a commit's hash that are shown. */
const SHOWN_HASH = 12;

/**
 * The commit at which the head left a branch, so that what the branch got since is no part of the change; for a
 * commit or a tag that the head descends from, this is the commit itself.
 * @param place the option that the revision comes from, for messages
 * @throws ConfigurationError if there is no such revision here
 */
export async function baseCommit(ref: string, place: string, options: ProgramOptions): Promise<BaseCommit> {
  const tip = await gitLine(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    options,
  );
  if (tip === undefined) {
    const isShallow = await gitLine(['rev-parse', '--is-shallow-repository'], options);
    // Outside of a repository Git answers nothing.
    const fix = isShallow === undefined ? NO_REPOSITORY : isShallow === 'true' ? SHALLOW : UNKNOWN;
    throw new ConfigurationError([{ place, value: ref, fix }]);
  }
  const shown = tip.slice(0, SHOWN_HASH);
  const fork = await gitLine(['merge-base', 'HEAD', tip], options);
  if (fork === undefined) {
    return {
      commit: tip,
      note:
        `No common ancestor of HEAD and ${ref} is at hand (a shallow clone?), so that everything on ${ref} is ` +
        'compared, also what was merged after the change began. Fetch the whole history (fetch-depth: 0).',
    };
  }
  if (fork === tip) return { commit: tip };
  return {
    commit: fork,
    note: `Compared with ${fork.slice(0, SHOWN_HASH)}, where the change left ${ref}; ${ref} has moved on to ${shown}.`,
  };
}

const SHALLOW =
  'this clone is shallow and does not hold it; run git fetch --unshallow origin, or in GitHub Actions give ' +
  'actions/checkout fetch-depth: 0';
const NO_REPOSITORY =
  'Git knows no repository here, as in a downloaded archive, or one that belongs to another user; run this in a clone';
const UNKNOWN = 'no such branch, tag or commit; fetch it first, or name the remote: origin/main';

/** The commit that is checked out, and whether files differ from it. */
export async function headState(
  options: ProgramOptions,
): Promise<{ readonly commit?: string; readonly hasUncommittedChanges: boolean }> {
  const commit = await gitLine(['rev-parse', 'HEAD'], options);
  const { stdout } = await runProgram('git', ['status', '--porcelain', '--untracked-files=normal'], options);
  return { ...(commit === undefined ? {} : { commit }), hasUncommittedChanges: stdout.trim() !== '' };
}

/** What Git answers; undefined if it refuses. */
async function gitLine(args: readonly string[], options: ProgramOptions): Promise<string | undefined> {
  const { succeeded, stdout } = await runProgram('git', args, options);
  return succeeded ? stdout.trim() : undefined;
}
