import { baseCommit, headState } from '../../lib/revisions/base-commit';
import { linkPackages } from '../../lib/revisions/packages';
import { withWorktree } from '../../lib/revisions/worktree';
import { benchCommands } from './bench-commands';
import type { BenchRecord } from './bench-record';
import type { BenchRuns } from './bench-runs';
import type { BenchSide } from './bench-side';
import { thisMachine } from './machine';
import { PROJECT_DIRECTORY } from './project-directory';
import { runBench } from './run-bench';

export interface BenchOptions extends BenchRuns {
  /** Numbers of organizations. */
  readonly sizes: readonly number[];
  /**
   * Branch, tag or commit that is measured, too.
   * @default - the working tree alone
   */
  readonly baseline?: string | undefined;
}

const SHOWN_HASH = 12;

/**
 * Measures the working tree, and beside it a revision in a temporary worktree with the same packages, in turns.
 * @throws ConfigurationError if the revision does not exist
 * @throws BenchError if something measured fails
 */
export async function benchProject(options: BenchOptions): Promise<BenchRecord> {
  const { baseline, progress, signal } = options;
  const working: BenchSide = { name: 'after', checkout: PROJECT_DIRECTORY };
  if (baseline === undefined) return measureSides([working], undefined, options);
  const { commit, note } = await baseCommit(baseline, '--baseline', { cwd: PROJECT_DIRECTORY, signal });
  if (note !== undefined) progress(note);
  return withWorktree({ project: PROJECT_DIRECTORY, commit, signal }, ({ checkout }) => {
    linkPackages(PROJECT_DIRECTORY, checkout);
    return measureSides([working, { name: 'before', checkout }], commit, options);
  });
}

async function measureSides(
  sides: readonly [BenchSide, ...BenchSide[]],
  before: string | undefined,
  { sizes, ...runs }: BenchOptions,
): Promise<BenchRecord> {
  const { commit = 'unknown', hasUncommittedChanges } = await headState({ cwd: PROJECT_DIRECTORY });
  const date = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  const results = await runBench(sizes, sides, runs);
  const commands = await benchCommands(sides, Math.max(...sizes), runs);
  return {
    date,
    machine: thisMachine(),
    commits: {
      after: `${commit.slice(0, SHOWN_HASH)}${hasUncommittedChanges ? ' with uncommitted changes' : ''}`,
      ...(before === undefined ? {} : { before: before.slice(0, SHOWN_HASH) }),
    },
    results,
    commands,
  };
}
