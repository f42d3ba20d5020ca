import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { endOf, endsOf, ROOT, type Run } from '../../../fixtures/commands';

export const PACKAGE = join(ROOT, 'packages', 'isolation-proof');

/** What `npm install` would fetch besides: what the package depends on, and what the app has. */
const INSTALLED = ['aws-cdk-lib', 'commander', 'constructs', 'jsonc-parser'];

/** An app of somebody else's, in a folder of its own, that has installed the package as it is published. */
export class Stranger {
  private constructor(readonly folder: string) {}

  /** Packs the package, unpacks it where an installation would, and copies the example. */
  static arrive(): Stranger {
    const stranger = new Stranger(mkdtempSync(join(tmpdir(), 'stranger-')));
    const { folder } = stranger;
    const installed = join(folder, 'node_modules', 'isolation-proof');
    mkdirSync(installed, { recursive: true });
    succeed(spawn('tar', ['-xzf', packed(), '--strip-components=1', '-C', installed], folder));
    for (const name of INSTALLED) {
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
    }
    cpSync(join(PACKAGE, 'example'), folder, { recursive: true });
    return stranger;
  }

  /** Files of the package as it was published, relative to it. */
  get published(): string[] {
    const installed = join(this.folder, 'node_modules', 'isolation-proof');
    return readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1));
  }

  /** `npx cdk synth`, without its news, and without the CDK's own validation, which takes most of the time. */
  synth(output: string, ...options: readonly string[]): Promise<Run> {
    const command = [
      bin('aws-cdk', 'cdk'),
      'synth',
      '--app',
      'node app.mjs',
      '--quiet',
      '--no-notices',
    ] as const;
    return endOf(
      command[0],
      [...command.slice(1), '--output', output, ...options],
      { ...process.env, CDK_VALIDATION: 'false' },
      this.folder,
    );
  }

  /** `npx isolation-proof`, in a process of its own. */
  start(...options: readonly string[]): Run {
    return spawn(process.execPath, [this.command, ...options], this.folder);
  }

  prove(...options: readonly string[]): Promise<Run> {
    return endOf(this.command, options, process.env, this.folder);
  }

  /** The same of several. */
  proveEach(lines: readonly (readonly string[])[]): Promise<Run[]> {
    const commands = lines.map((options) => [this.command, ...options] as const);
    return endsOf(commands, process.env, { folder: this.folder });
  }

  private get command(): string {
    return join(this.folder, 'node_modules', 'isolation-proof', 'dist', 'bin', 'isolation-proof.js');
  }

  /**
   * `npx tsc` on some files, which all load the types of the CDK: once for all takes no longer than for one. Types of
   * browsers, which would take a third of the time, are none of an app's.
   */
  compile(...files: readonly string[]): Run {
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--lib', 'es2022'];
    return spawn(process.execPath, [bin('typescript', 'tsc'), ...options, ...files], this.folder);
  }
}

/** Tarballs of earlier runs, by the content of what they were made of: to compile takes longer than all tests here. */
const PACKED = join(ROOT, 'node_modules', '.cache', 'packed');

/** @returns the tarball that `npm pack` makes of the sources as they are */
function packed(): string {
  const tarball = join(PACKED, `${digestOfSources()}.tgz`);
  if (existsSync(tarball)) return tarball;
  mkdirSync(PACKED, { recursive: true });
  const earlier = readdirSync(PACKED).filter((name) => name.endsWith('.tgz'));
  // At once or not at all: another run may be doing the same.
  const unfinished = mkdtempSync(join(PACKED, 'unfinished-'));
  renameSync(pack(unfinished), tarball);
  for (const name of [basename(unfinished), ...earlier]) {
    rmSync(join(PACKED, name), { recursive: true, force: true });
  }
  return tarball;
}

/** Of every file that the package is built of, of all that is installed, and of what runs the build. */
function digestOfSources(): string {
  const sources = readdirSync(PACKAGE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.startsWith(join(PACKAGE, 'dist', '/')))
    .sort();
  const others = ['tsconfig.json', 'package-lock.json', 'node_modules/.package-lock.json'];
  const hash = createHash('sha256').update(`${process.version}\0${readFileSync(__filename, 'utf8')}`);
  for (const file of [...sources, ...others.map((name) => join(ROOT, name))]) {
    const content = readFileSync(file);
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Runs `npm pack` on a copy, because it builds beside the sources, where other tests look at the same time.
 * @returns the tarball
 */
function pack(destination: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    const folder = join(copy, 'packages', 'isolation-proof');
    cpSync(PACKAGE, folder, { recursive: true, filter: (path) => path !== join(PACKAGE, 'dist') });
    cpSync(join(ROOT, 'tsconfig.json'), join(copy, 'tsconfig.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    succeed(spawn('npm', ['pack', '--silent', '--pack-destination', destination], folder));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  const [tarball = ''] = readdirSync(destination).filter((file) => file.endsWith('.tgz'));
  return join(destination, tarball);
}

function bin(name: string, program: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), 'bin', program);
}

function spawn(program: string, options: readonly string[], cwd: string): Run {
  const { status, stdout, stderr } = spawnSync(program, options, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function succeed({ status, stdout, stderr }: Run): void {
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}
