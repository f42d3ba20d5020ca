import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../local/run-process';
import { type AssemblyTemplates, NO_TEMPLATES, readAssemblyTemplates } from './assembly-templates';
import { type TemplateComparison, compareAssemblies } from './compare-assemblies';
import { CompareTemplatesError } from './compare-templates-error';

/** How much of a failed command's output is shown. */
const LAST_LINES = 15;

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
 * @throws CompareTemplatesError if the revision does not exist, or an environment cannot be synthesized.
 */
export async function compareWithRevision(options: RevisionOptions): Promise<TemplateComparison[]> {
  const { project, baseRef, onProgress } = options;
  const folder = mkdtempSync(join(tmpdir(), 'compare-templates-'));
  const worktree = join(folder, 'base');
  try {
    await run('git', ['worktree', 'add', '--quiet', '--detach', worktree, baseRef], project, options);
    linkPackages(project, worktree);
    if (!sameFile(project, worktree, 'package-lock.json')) {
      onProgress('package-lock.json differs: both sides are synthesized with the packages of this checkout');
    }
    const sides = [worktree, project] as const;
    const environments = new Set(sides.flatMap(environmentsOf));
    const comparisons: TemplateComparison[] = [];
    for (const environment of [...environments].sort()) {
      onProgress(`synthesizing ${environment}, base and head`);
      const [base, head] = await Promise.all([
        synthesize(worktree, environment, join(folder, `base-${environment}`), options),
        synthesize(project, environment, join(folder, `head-${environment}`), options),
      ]);
      comparisons.push(...compareAssemblies(base, head));
    }
    return comparisons;
  } finally {
    // Without the signal: after an interruption, too, nothing is left behind.
    await runProcess('git', ['worktree', 'remove', '--force', worktree], { cwd: project });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Links the installed packages into a worktree; packages of the repository itself are the worktree's own. */
function linkPackages(project: string, worktree: string): void {
  const installed = join(project, 'node_modules');
  const linked = join(worktree, 'node_modules');
  mkdirSync(linked);
  for (const entry of readdirSync(installed, { withFileTypes: true })) {
    const target = entry.isSymbolicLink()
      ? readlinkSync(join(installed, entry.name))
      : join(installed, entry.name);
    symlinkSync(target, join(linked, entry.name));
  }
}

function environmentsOf(checkout: string): string[] {
  return readdirSync(join(checkout, 'environments'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

async function synthesize(
  checkout: string,
  environment: string,
  output: string,
  options: RevisionOptions,
): Promise<AssemblyTemplates> {
  if (!environmentsOf(checkout).includes(environment)) return NO_TEMPLATES;
  const cli = join(checkout, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const args = [cli, 'synth', '--quiet', '--no-notices', '-c', `environment=${environment}`, '-o', output];
  await run(process.execPath, args, checkout, options);
  return readAssemblyTemplates(output);
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  { signal }: RevisionOptions,
): Promise<void> {
  const { exitCode, stdout, stderr } = await runProcess(command, args, { cwd, signal });
  if (exitCode === 0) return;
  const output = [...stdout, ...stderr].filter((line) => line.trim() !== '').slice(-LAST_LINES);
  const name = command === process.execPath ? `cdk synth in ${cwd}` : `${command} ${args[0] ?? ''}`;
  throw new CompareTemplatesError([`${name} failed:`, ...output].join('\n'));
}

function sameFile(one: string, other: string, file: string): boolean {
  return readFileSync(join(one, file), 'utf8') === readFileSync(join(other, file), 'utf8');
}
