import { join } from 'node:path';
import { listEnvironments } from '../../config/load-environment';
import {
  type AssemblyTemplates,
  NO_TEMPLATES,
  readAssemblyTemplates,
} from '../../lib/revisions/assembly-templates';
import { baseCommit } from '../../lib/revisions/base-commit';
import { hasSameLock, linkPackages } from '../../lib/revisions/packages';
import { synthesizeEnvironment } from '../../lib/revisions/synthesize';
import { withWorktree } from '../../lib/revisions/worktree';
import { type TemplateComparison, compareAssemblies } from './compare-assemblies';
import { CompareTemplatesError } from './compare-templates-error';

export interface RevisionOptions {
  /** The checkout whose working tree is the head; its installed packages serve both sides. */
  readonly project: string;
  /** Branch, tag or commit that is the base. */
  readonly baseRef: string;
  /** Called with each line about what is going on. */
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Synthesizes every environment of a revision, in a temporary worktree, and of the working tree, and compares
 * their templates.
 * @throws ConfigurationError if the revision does not exist
 * @throws CompareTemplatesError if an environment cannot be synthesized
 */
export async function compareWithRevision(options: RevisionOptions): Promise<TemplateComparison[]> {
  const { project, baseRef, onProgress, signal } = options;
  const { commit, note } = await baseCommit(baseRef, '--base-ref', { cwd: project, signal });
  if (note !== undefined) onProgress(note);
  return withWorktree({ project, commit, signal }, async ({ checkout, scratch }) => {
    linkPackages(project, checkout);
    if (!hasSameLock(project, checkout)) {
      onProgress('package-lock.json differs: both sides are synthesized with the packages of this checkout');
    }
    const environments = new Set([checkout, project].flatMap(environmentsOf));
    const comparisons: TemplateComparison[] = [];
    for (const environment of [...environments].sort()) {
      onProgress(`synthesizing ${environment}, base and head`);
      const [base, head] = await Promise.all([
        templatesOf(checkout, environment, join(scratch, `base-${environment}`), signal),
        templatesOf(project, environment, join(scratch, `head-${environment}`), signal),
      ]);
      comparisons.push(...compareAssemblies(base, head));
    }
    return comparisons;
  });
}

function environmentsOf(checkout: string): string[] {
  return listEnvironments(join(checkout, 'environments'));
}

async function templatesOf(
  checkout: string,
  environment: string,
  output: string,
  signal: AbortSignal | undefined,
): Promise<AssemblyTemplates> {
  if (!environmentsOf(checkout).includes(environment)) return NO_TEMPLATES;
  const { failure } = await synthesizeEnvironment(checkout, environment, output, signal);
  if (failure !== undefined) {
    throw new CompareTemplatesError(`cdk synth of ${environment} in ${checkout} failed:\n${failure}`);
  }
  return readAssemblyTemplates(output);
}
