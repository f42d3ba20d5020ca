import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstallError } from './errors';
import { NO_ROOM, requireRoom, tellingFileErrors } from './file-system-error';
import { withInstallLock } from './install-lock';
import type { Python } from './python';
import { runProcess } from './run-process';

interface Packages {
  /** The virtual environment that holds them, from the root of the repository. */
  readonly folder: string;
  readonly requirements: string;
  /** @default - the requirements pin everything themselves */
  readonly constraints?: string;
  /** Every file that pins them. */
  readonly files: readonly string[];
}

const EMULATOR = { folder: '.venv', constraints: 'emulator/constraints.txt' };
const SPARK = 'examples/pipeline/glue-job';
// Not beside the recipes: npm packs everything there, a virtual environment, too.
const PACKAGING = 'tools/hub-packages';

/** Sets of packages that a virtual environment can hold, with the files that pin them. */
const PACKAGE_SETS = {
  /** What the emulator runs on. */
  run: {
    ...EMULATOR,
    requirements: 'emulator/requirements.txt',
    files: ['emulator/requirements.txt', EMULATOR.constraints],
  },
  /** That, and what its tests and lint need. */
  dev: {
    ...EMULATOR,
    requirements: 'emulator/requirements-dev.txt',
    files: ['emulator/requirements-dev.txt', 'emulator/requirements.txt', EMULATOR.constraints],
  },
  /** What the tests of the example's Spark job need: 400 MB that nothing else does. */
  spark: {
    folder: `${SPARK}/.venv`,
    requirements: `${SPARK}/requirements.txt`,
    files: [`${SPARK}/requirements.txt`, 'examples/pipeline/container/requirements.txt'],
  },
  /** What makes and checks the packages of a hub. */
  packaging: {
    folder: `${PACKAGING}/.venv`,
    requirements: `${PACKAGING}/requirements.txt`,
    files: [`${PACKAGING}/requirements.txt`],
  },
} as const satisfies Record<string, Packages>;
export type PackageSet = keyof typeof PACKAGE_SETS;

const PIP_OPTIONS = ['--quiet', '--disable-pip-version-check', '--no-input', '--retries', '2'];
const STAMP_PREFIX = 'installed-';

export interface VirtualEnvironmentOptions {
  /** Root of the repository; the virtual environment is in it. */
  readonly repository: string;
  readonly python: Python;
  readonly packages: PackageSet;
  readonly progress: (detail: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes sure that a virtual environment holds a set of packages, and returns its Python. A folder that this command
 * did not complete, or that another Python made, is made anew; otherwise only a change of the pinned packages installs.
 * Of runs that start together, one installs and the others wait for it.
 * @throws InstallError if that fails, FileSystemError if the folder cannot be written.
 */
export async function ensureVirtualEnvironment(options: VirtualEnvironmentOptions): Promise<string> {
  const { repository } = options;
  const target = targetOf(options);
  if (workOn(target, options) !== 'nothing') {
    await tellingFileErrors(repository, () =>
      withInstallLock(`${target.folder}.lock`, options, async () => {
        try {
          await bringAbout(target, options);
        } catch (error) {
          if (existsSync(target.folder)) requireRoom(target.folder, NO_ROOM, repository, error);
          throw error;
        }
      }),
    );
  }
  return target.interpreter;
}

/** The virtual environment, and what says that a set of packages is in it. */
interface Target {
  readonly folder: string;
  readonly interpreter: string;
  readonly stampFile: string;
  /** What stands in that file if it is. */
  readonly wanted: string;
}

function targetOf({ repository, python, packages }: VirtualEnvironmentOptions): Target {
  const folder = join(repository, PACKAGE_SETS[packages].folder);
  return {
    folder,
    interpreter:
      process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python'),
    stampFile: join(folder, `${STAMP_PREFIX}${packages}.sha256`),
    wanted: requirementsStamp(
      python.version,
      PACKAGE_SETS[packages].files.map((file) => readFileSync(join(repository, file), 'utf8')),
    ),
  };
}

function workOn(
  { folder, interpreter, stampFile, wanted }: Target,
  { python }: VirtualEnvironmentOptions,
): ReturnType<typeof pendingWork> {
  return pendingWork({
    usable: existsSync(interpreter) && hasAnyStamp(folder),
    madeBy: pythonOf(folder),
    python: python.version,
    stamp: readIfExists(stampFile)?.trim(),
    wanted,
  });
}

async function bringAbout(target: Target, options: VirtualEnvironmentOptions): Promise<void> {
  const { folder, interpreter, stampFile, wanted } = target;
  const { repository, python, packages, progress, signal } = options;
  // Another run may have done it while this one waited.
  const work = workOn(target, options);
  if (work === 'nothing') return;
  if (work === 'recreate') {
    progress(`creating ${PACKAGE_SETS[packages].folder} with Python ${python.version}`);
    const made = await runProcess(python.command, ['-m', 'venv', '--clear', folder], { signal });
    if (made.exitCode !== 0) {
      throw new InstallError(
        'INSTALL_FAILED',
        `cannot create ${folder}: ${withAdvice(lastOf([...made.stdout, ...made.stderr]))}`,
      );
    }
  }
  const { requirements, constraints }: Packages = PACKAGE_SETS[packages];
  progress(`installing ${requirements}`);
  // Should this process be killed, the next one installs: pip must not go on beside it.
  const pip = [join('emulator', 'until_stdin_ends.py'), 'pip', 'install', ...PIP_OPTIONS];
  const files = ['-r', requirements, ...(constraints === undefined ? [] : ['-c', constraints])];
  const installed = await runProcess(interpreter, [...pip, ...files], {
    cwd: repository,
    signal,
    keepInputOpen: true,
  });
  if (installed.exitCode !== 0) throw installError(installed.stderr);
  writeFileSync(stampFile, `${wanted}\n`);
}

/** What was installed: changes with the Python version and with every byte of the files that pin the packages. */
export function requirementsStamp(pythonVersion: string, files: readonly string[]): string {
  // As JSON, so that moving text from one file to the next is a change.
  return createHash('sha256')
    .update(JSON.stringify([pythonVersion, ...files]))
    .digest('hex');
}

/** What has to be done to a virtual environment. */
export function pendingWork(state: {
  /** Whether there is an interpreter, and a set of packages was installed to its end. */
  readonly usable: boolean;
  /** Version of the Python that made it. */
  readonly madeBy: string | undefined;
  readonly python: string;
  readonly stamp: string | undefined;
  readonly wanted: string;
}): 'nothing' | 'install' | 'recreate' {
  if (!state.usable || state.madeBy !== state.python) return 'recreate';
  return state.stamp === state.wanted ? 'nothing' : 'install';
}

const UNREACHABLE = new RegExp(
  [
    'NewConnectionError',
    'Failed to establish a new connection',
    'name resolution',
    'nodename nor servname',
    'getaddrinfo failed',
    'ConnectTimeout',
    'ReadTimeout',
    'Max retries exceeded',
    'ProxyError',
    'Network is unreachable',
  ].join('|'),
);

/** Turns what pip printed into one line. */
export function installError(stderr: readonly string[]): InstallError {
  if (stderr.some((line) => UNREACHABLE.test(line))) {
    return new InstallError(
      'PACKAGE_INDEX_UNREACHABLE',
      'pip cannot reach its package index; connect to the network, or set PIP_INDEX_URL or PIP_PROXY',
    );
  }
  return new InstallError('INSTALL_FAILED', `pip install failed: ${withAdvice(lastOf(stderr))}`);
}

/** The last line that says something; pip's own advice about itself does not. */
function lastOf(lines: readonly string[]): string {
  const telling = lines.map((line) => line.trim()).filter((line) => line !== '' && !/^\[?notice/.test(line));
  return telling.findLast((line) => /^error/i.test(line)) ?? telling.at(-1) ?? 'no message';
}

/** What to do about the system's errors, which Python and pip pass on: https://docs.python.org/3/library/errno.html */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/\[Errno (?:13|30)\]/, '; this needs a checkout that you may write to'],
  [/\[Errno (?:28|122)\]/, '; free some space in the checkout and in the folder for temporary files'],
];

function withAdvice(line: string): string {
  return line + (ADVICE.find(([pattern]) => pattern.test(line))?.[1] ?? '');
}

function hasAnyStamp(folder: string): boolean {
  return readdirSync(folder).some((file) => file.startsWith(STAMP_PREFIX));
}

function pythonOf(folder: string): string | undefined {
  const configuration = readIfExists(join(folder, 'pyvenv.cfg'));
  return configuration === undefined ? undefined : /^version\s*=\s*(\S+)/m.exec(configuration)?.[1];
}

function readIfExists(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
