import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';
import { withoutCredentials } from './without-credentials';

export interface PackagesOptions {
  /** The checkout whose packages are installed. */
  readonly project: string;
  /** The worktree that gets packages. */
  readonly checkout: string;
  /** Called with each line about what is going on. */
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

const LOCK = 'package-lock.json';
/** Install scripts of a revision are not run: nothing that the platform needs has one. */
const INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

/**
 * Gives a worktree the packages that its lock file names: those of the project where both locks are equal,
 * otherwise its own, freshly installed.
 * @returns what the reader has to know, if the packages are not those of the lock
 */
export async function providePackages(options: PackagesOptions): Promise<string | undefined> {
  const { project, checkout, onProgress, signal } = options;
  if (hasSameLock(project, checkout)) {
    linkPackages(project, checkout);
    return undefined;
  }
  onProgress(`${LOCK} differs: installing the packages of the base`);
  const { succeeded, lastLines } = await runProgram('npm', INSTALL, {
    cwd: checkout,
    env: withoutCredentials(process.env),
    signal,
  });
  if (succeeded) return undefined;
  rmSync(join(checkout, 'node_modules'), { recursive: true, force: true });
  linkPackages(project, checkout);
  return (
    `${LOCK} differs, and the packages of the base cannot be installed ` +
    `(${lastLines.find((line) => /npm err/i.test(line))?.trim() ?? 'npm ci failed'}); ` +
    'it is synthesized with those of the head, so that what they change does not show.'
  );
}

/** Links the installed packages into a worktree; packages of the repository itself are the worktree's own. */
export function linkPackages(project: string, checkout: string): void {
  const installed = join(project, 'node_modules');
  const linked = join(checkout, 'node_modules');
  mkdirSync(linked);
  for (const entry of readdirSync(installed, { withFileTypes: true })) {
    const target = entry.isSymbolicLink()
      ? readlinkSync(join(installed, entry.name))
      : join(installed, entry.name);
    symlinkSync(target, join(linked, entry.name));
  }
}

export function hasSameLock(one: string, other: string): boolean {
  return textOf(join(one, LOCK)) === textOf(join(other, LOCK));
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
