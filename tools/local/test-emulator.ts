import { runPythonChecks } from './python-checks';

/**
 * Checks the emulator's Python code, in a virtual environment that is made first if needed.
 * @returns the exit code of the first check that fails, or 0.
 * @throws PythonError and InstallError if the virtual environment cannot be made.
 */
export function testEmulator(repository: string): Promise<number> {
  return runPythonChecks(repository, {
    packages: 'dev',
    checks: [
      ['ruff', 'check', 'emulator'],
      ['ruff', 'format', '--check', 'emulator'],
      ['mypy', '--config-file', 'emulator/pyproject.toml', 'emulator'],
      ['pytest', 'emulator/tests', '-q'],
    ],
  });
}
