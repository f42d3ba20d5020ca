import { type PythonChecks, runPythonChecks } from './python-checks';
import { runProcess } from './run-process';

const EXAMPLE = 'examples/pipeline';
const SETTINGS = `${EXAMPLE}/pyproject.toml`;

const CONTAINER: PythonChecks = {
  packages: 'dev',
  checks: [
    ['ruff', 'check', EXAMPLE],
    ['ruff', 'format', '--check', EXAMPLE],
    ['mypy', '--config-file', SETTINGS, `${EXAMPLE}/container`],
    ['pytest', '-c', SETTINGS, `${EXAMPLE}/container`, '-q'],
  ],
};

const SPARK_JOB: PythonChecks = {
  packages: 'spark',
  checks: [
    ['mypy', '--config-file', SETTINGS, `${EXAMPLE}/glue-job`],
    ['pytest', '-c', SETTINGS, `${EXAMPLE}/glue-job`, '-q'],
  ],
};

/**
 * Checks the code of the example pipeline, in virtual environments that are made first if needed. Spark needs Java:
 * without it, the tests of the Spark job are left out, unless the variable `REQUIRE_JAVA` is set.
 * @returns the exit code of the first check that fails, or 0.
 * @throws PythonError and InstallError if a virtual environment cannot be made.
 */
export async function testExample(repository: string): Promise<number> {
  const status = await runPythonChecks(repository, CONTAINER);
  if (status !== 0) return status;
  if (await hasJava()) return runPythonChecks(repository, SPARK_JOB);
  console.error('Skipped: the tests of the Spark job need Java 17 (Debian, Ubuntu: default-jre-headless).');
  return (process.env['REQUIRE_JAVA'] ?? '') === '' ? 0 : 1;
}

async function hasJava(): Promise<boolean> {
  try {
    return (await runProcess('java', ['-version'])).exitCode === 0;
  } catch {
    return false;
  }
}
