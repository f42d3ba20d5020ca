import { PythonError } from './errors';
import { type FinishedProcess, runProcess } from './run-process';

export interface Python {
  readonly command: string;
  /** For example `3.11.7`. */
  readonly version: string;
}

/** The oldest version that the emulator's packages support. */
const OLDEST = { major: 3, minor: 10 } as const;
const OLDEST_TEXT = `${OLDEST.major}.${OLDEST.minor}`;

const PROBE = [
  'import json, sys',
  'from importlib.util import find_spec',
  'print(json.dumps([list(sys.version_info[:3]), bool(find_spec("venv") and find_spec("ensurepip"))]))',
].join('\n');

/** Runs a program; `runProcess` but for tests. */
export type Run = (command: string, args: readonly string[]) => Promise<FinishedProcess>;

/**
 * Finds the Python to make the emulator's virtual environment with: what the variable `PYTHON` names, else
 * `python3`, else `python`.
 * @throws PythonError if none is 3.10 or later, or if it lacks the standard module `venv`.
 */
export async function findPython(
  environment: Readonly<Record<string, string | undefined>>,
  run: Run = runProcess,
): Promise<Python> {
  const chosen = environment['PYTHON'];
  const candidates = chosen === undefined || chosen === '' ? ['python3', 'python'] : [chosen];
  const tooOld: string[] = [];
  for (const command of candidates) {
    const found = await probe(command, run);
    if (found === undefined) continue;
    const { version, hasVenv } = found;
    if (!isRecent(version)) {
      tooOld.push(`${command} is ${version}`);
      continue;
    }
    if (!hasVenv) {
      throw new PythonError(
        'PYTHON_VENV_MISSING',
        `${command} (${version}) has no venv module; install it (Debian, Ubuntu: apt install python3-venv)`,
      );
    }
    return { command, version };
  }
  if (tooOld.length > 0) {
    throw new PythonError(
      'PYTHON_TOO_OLD',
      `Python ${OLDEST_TEXT} or later is needed, but ${tooOld.join(' and ')}; install a newer one, or name it: PYTHON=/path/to/python3`,
    );
  }
  throw new PythonError(
    'PYTHON_MISSING',
    `Python ${OLDEST_TEXT} or later is needed; looked for ${candidates.join(', ')}. Install it, or name it: PYTHON=/path/to/python3`,
  );
}

async function probe(command: string, run: Run): Promise<{ version: string; hasVenv: boolean } | undefined> {
  try {
    const { exitCode, stdout } = await run(command, ['-c', PROBE]);
    const [version, hasVenv] = JSON.parse(stdout.at(-1) ?? '') as [number[], boolean];
    return exitCode === 0 ? { version: version.join('.'), hasVenv } : undefined;
  } catch {
    // Not there, or not a Python 3 (Windows has a stub that opens a shop).
    return undefined;
  }
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}
