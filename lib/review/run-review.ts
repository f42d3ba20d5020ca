import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InterruptedError } from '../../config/interruption';
import { baseCommit, headState } from '../revisions/base-commit';
import { providePackages } from '../revisions/packages';
import { withWorktree } from '../revisions/worktree';
import { dependencyChanges } from './dependencies/dependency-changes';
import type { DependencyChanges } from './dependencies/dependency-change';
import { outcomeOf } from './outcome';
import { configIn, refuseUnusedAllowances, retiredIn } from './review-inputs';
import type { EnvironmentReview, Review, Section } from './review';
import type { CompareAccess } from './review-access';
import { type OnMatrices, reviewEnvironment, type SideInput } from './review-environment';
import { environmentsOfBoth, layoutProblem } from './sides/environments-of-sides';
import { synthesizedSide } from './sides/synthesized-side';

export interface RevisionReviewOptions {
  /** The checkout whose working tree is the head. Nothing in it is touched. */
  readonly project: string;
  /** Branch, tag or commit that the change is based on. */
  readonly base: string;
  /** Names of environments; none for all of either side. */
  readonly environments: readonly string[];
  /** What may be replaced or deleted: logical ids, construct paths, names of stacks. */
  readonly allowed: readonly string[];
  readonly compareAccess: CompareAccess;
  /** @default - no matrices are drawn */
  readonly onMatrices?: OnMatrices;
  /** Called with each line about what is going on. */
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reviews what the working tree changes since it left a revision: every environment of both is synthesized, without
 * credentials, the base in a temporary worktree with packages of its own.
 * @throws ConfigurationError if the revision, an environment or something allowed does not exist
 * @throws InterruptedError if the signal comes
 */
export async function reviewRevision(options: RevisionReviewOptions): Promise<Review> {
  const { project, base, signal, onProgress } = options;
  const { commit, note } = await baseCommit(base, '--base', { cwd: project, signal });
  const { commit: headCommit, hasUncommittedChanges } = await headState({ cwd: project, signal });
  const review = await withWorktree<Review>({ project, commit, signal }, async ({ checkout, scratch }) => {
    const names = environmentsOfBoth([checkout, project], options.environments);
    const packages = await providePackages({ project, checkout, onProgress, signal });
    const environments: EnvironmentReview[] = [];
    for (const name of names) {
      onProgress(`synthesizing ${name}, base and head`);
      const [before, after] = await Promise.all([
        sideOf(checkout, name, join(scratch, `base-${name}`), options, true),
        sideOf(project, name, join(scratch, `head-${name}`), options, false),
      ]);
      onProgress(`comparing ${name}`);
      environments.push(
        reviewEnvironment({
          name,
          ...(before === undefined ? {} : { base: before }),
          ...(after === undefined ? {} : { head: after }),
          isRetired: retiredIn(project, name),
          allowed: new Set(options.allowed),
          compareAccess: options.compareAccess,
          ...(options.onMatrices === undefined ? {} : { onMatrices: options.onMatrices }),
        }),
      );
    }
    refuseUnusedAllowances(environments, options.allowed);
    return {
      version: 1,
      base: { name: base, commit },
      head: {
        name: 'working tree',
        ...(headCommit === undefined ? {} : { commit: headCommit }),
        hasUncommittedChanges,
      },
      notes: [
        ...(note === undefined ? [] : [note]),
        ...(packages === undefined ? [] : [packages]),
        ...(hasUncommittedChanges ? [UNCOMMITTED] : []),
      ],
      environments,
      dependencies: dependenciesOf(checkout, project),
      outcome: outcomeOf(environments),
    };
  });
  // To compare keeps a signal waiting.
  if (signal?.aborted === true) throw new InterruptedError();
  return review;
}

const UNCOMMITTED = 'Changes of the working tree that are not committed are part of the head.';

/** A side of an environment; undefined if the checkout does not have it. */
async function sideOf(
  checkout: string,
  name: string,
  output: string,
  { signal }: RevisionReviewOptions,
  judgesItself: boolean,
): Promise<SideInput | undefined> {
  const problem = layoutProblem(checkout);
  if (problem !== undefined) return { failure: problem };
  if (!existsSync(join(checkout, 'environments', `${name}.json`))) return undefined;
  const config = configIn(checkout, name);
  const side = await synthesizedSide({ checkout, name, output, judgesItself, signal });
  return { ...side, ...(config === undefined ? {} : { config }) };
}

function dependenciesOf(base: string, head: string): Section<DependencyChanges> {
  const locks = [base, head].map((checkout) => join(checkout, 'package-lock.json'));
  if (!locks.every((lock) => existsSync(lock))) {
    return { compared: false, because: 'a side has no package-lock.json' };
  }
  const [before = '', after = ''] = locks.map((lock) => readFileSync(lock, 'utf8'));
  const changes = dependencyChanges(before, after);
  return typeof changes === 'string' ? { compared: false, because: changes } : { compared: true, changes };
}
