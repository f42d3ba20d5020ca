import { findPython } from './python';
import { keepingBytecode } from './python-environment';
import { Steps } from './steps';
import { ensureVirtualEnvironment, type PackageSet } from './virtual-environment';

/** Modules of Python to run, each with its arguments, and the packages that they need. */
export interface PythonChecks {
  readonly packages: PackageSet;
  readonly checks: readonly (readonly string[])[];
}

/**
 * Runs checks of Python code one after the other, in a virtual environment that is made first if needed.
 * @returns the exit code of the first check that fails, or 0.
 * @throws PythonError and InstallError if the virtual environment cannot be made.
 */
export async function runPythonChecks(
  repository: string,
  { packages, checks }: PythonChecks,
): Promise<number> {
  const interpreter = await new Steps(process.stdout).run('Prepare Python', async (progress) => {
    const python = await findPython(process.env);
    return ensureVirtualEnvironment({ repository, python, packages, progress });
  });
  const { execa } = await import('execa');
  for (const check of checks) {
    // With our terminal as its own, so that colours and progress show.
    const options = {
      cwd: repository,
      env: keepingBytecode(process.env),
      extendEnv: false,
      stdio: 'inherit',
      reject: false,
    } as const;
    const { exitCode } = await execa(interpreter, ['-m', ...check], options);
    // No exit code: a signal ended it.
    if (exitCode !== 0) return exitCode ?? 1;
  }
  return 0;
}
