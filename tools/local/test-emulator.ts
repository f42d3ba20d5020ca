import { findPython } from './python';
import { keepingBytecode } from './python-environment';
import { Steps } from './steps';
import { ensureVirtualEnvironment } from './virtual-environment';

const CHECKS: readonly (readonly string[])[] = [
  ['ruff', 'check', 'emulator'],
  ['ruff', 'format', '--check', 'emulator'],
  ['mypy', '--config-file', 'emulator/pyproject.toml', 'emulator'],
  ['pytest', 'emulator/tests', '-q'],
];

/**
 * Checks the emulator's Python code, in a virtual environment that is made first if needed.
 * @returns the exit code of the first check that fails, or 0.
 * @throws PythonError and InstallError if the virtual environment cannot be made.
 */
export async function testEmulator(repository: string): Promise<number> {
  const interpreter = await new Steps(process.stdout).run('Prepare Python', async (progress) => {
    const python = await findPython(process.env);
    return ensureVirtualEnvironment({ repository, python, packages: 'dev', progress });
  });
  const { execa } = await import('execa');
  for (const check of CHECKS) {
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
