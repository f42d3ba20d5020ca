import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../local/run-process';
import { Steps } from '../local/steps';
import { type BuildIdentity, readBuildIdentity } from '../hub-bundle/build-identity';
import { Chroot, type DebianSource } from './chroot';
import { PackagingError } from './errors';
import { type BuiltPackages, installChecks } from './install-check';
import { packagingTools } from './packaging-tools';
import { PACKAGING, writeHubPackages } from './write-hub-packages';

export interface TestPackagesOptions {
  /** Root of the repository. */
  readonly repository: string;
  /** Suite and mirror of the Debian to install in; undefined: nothing is installed. */
  readonly debian: DebianSource | undefined;
}

/** A version that comes after all others: what an upgrade is tested with. */
const NEXT_VERSION = '999.0.0';

/**
 * Tests what owners install on a hub: builds the packages twice, lints the recipe of the image, and installs, upgrades,
 * removes and purges them in a fresh Debian.
 * @throws PackagingError with the first thing that is not as it has to be
 */
export async function testPackages({ repository, debian }: TestPackagesOptions): Promise<void> {
  const steps = new Steps(process.stdout);
  const scratch = mkdtempSync(join(tmpdir(), 'hub-packages-'));
  const identity = await readBuildIdentity(repository);
  const build = async (name: string, changes: Partial<BuildIdentity> = {}): Promise<Made> => {
    const out = join(scratch, name);
    const of = { ...identity, ...changes };
    const files = await writeHubPackages({ repository, out, identity: of, progress: () => undefined });
    return { version: of.version, files: files.map((file) => join(out, file)) };
  };
  try {
    const { hadolint } = await steps.run('Tools', (progress) => packagingTools(repository, progress));
    const built = await steps.run(`Packages of ${identity.version}`, () => build('one'));
    await steps.run('The same commit gives the same bytes', async () => {
      expectSame(built, await build('two'));
    });
    await steps.run('Recipe of the image', () => lint(hadolint, join(repository, PACKAGING)));
    if (debian === undefined) return;

    const next = await steps.run(`Packages of ${NEXT_VERSION}`, () =>
      build('next', { version: NEXT_VERSION }),
    );
    const chroot = await steps.run(`A fresh Debian ${debian.suite}`, () =>
      Chroot.make({ ...debian, folder: join(scratch, 'root'), include: ['systemd', 'rpm'] }),
    );
    for (const { title, run } of installChecks(packagesOf(built), packagesOf(next))) {
      await steps.run(title, () => run(chroot));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Made {
  readonly version: string;
  /** Paths of all files. */
  readonly files: readonly string[];
}

function expectSame(one: Made, other: Made): void {
  const different = one.files.filter(
    (file, index) => !readFileSync(file).equals(readFileSync(other.files[index] ?? '')),
  );
  if (different.length > 0) {
    throw new PackagingError('two builds of one commit differ in these files:', different);
  }
}

async function lint(hadolint: string, folder: string): Promise<void> {
  const { exitCode, stdout, stderr } = await runProcess(hadolint, [join(folder, 'Containerfile')]);
  if (exitCode !== 0)
    throw new PackagingError('hadolint finds in the Containerfile:', [...stdout, ...stderr]);
}

function packagesOf({ version, files }: Made): BuiltPackages {
  const [deb, rpm] = ['.deb', '.rpm'].map((ending) => files.find((file) => file.endsWith(ending)));
  if (deb === undefined || rpm === undefined) throw new PackagingError('a package was not made', files);
  return { version, deb, rpm };
}
