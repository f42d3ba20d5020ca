import { findPython } from './python';
import { keepingBytecode } from './python-environment';
import { runProcess } from './run-process';
import { Steps } from './steps';
import { ensureVirtualEnvironment, type PackageSet } from './virtual-environment';

const EXAMPLE = 'examples/pipeline';
const SETTINGS = `${EXAMPLE}/pyproject.toml`;

/** Checks, by the packages that they need. */
const CHECKS: readonly (readonly [PackageSet, readonly (readonly string[])[]])[] = [
  [
    'dev',
    [
      ['ruff', 'check', EXAMPLE],
      ['ruff', 'format', '--check', EXAMPLE],
      ['mypy', '--config-file', SETTINGS, `${EXAMPLE}/container`],
      ['pytest', '-c', SETTINGS, `${EXAMPLE}/container`, '-q'],
    ],
  ],
  [
    'spark',
    [
      ['mypy', '--config-file', SETTINGS, `${EXAMPLE}/glue-job`],
      ['pytest', '-c', SETTINGS, `${EXAMPLE}/glue-job`, '-q'],
    ],
  ],
];

/**
 * Checks the code of the example pipeline, in virtual environments that are made first if needed. Spark needs Java:
 * without it, the tests of the Spark job are left out, unless the variable `REQUIRE_JAVA` is set.
 * @returns the exit code of the first check that fails, or 0.
 * @throws PythonError and InstallError if a virtual environment cannot be made.
 */
export async function testExample(repository: string): Promise<number> {
  const { execa } = await import('execa');
  for (const [packages, checks] of CHECKS) {
    if (packages === 'spark' && !(await hasJava())) {
      console.error(
        'Skipped: the tests of the Spark job need Java 17 (Debian, Ubuntu: default-jre-headless).',
      );
      return (process.env['REQUIRE_JAVA'] ?? '') === '' ? 0 : 1;
    }
    const interpreter = await new Steps(process.stdout).run('Prepare Python', async (progress) => {
      const python = await findPython(process.env);
      return ensureVirtualEnvironment({ repository, python, packages, progress });
    });
    for (const check of checks) {
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
  }
  return 0;
}

async function hasJava(): Promise<boolean> {
  try {
    return (await runProcess('java', ['-version'])).exitCode === 0;
  } catch {
    return false;
  }
}
