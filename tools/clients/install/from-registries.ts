import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstallContext } from '../client';
import { installOnce } from './once';
import { runInstaller } from './run-installer';

/** Where the source of our own small programs is. */
export function programsFolder(repository: string): string {
  return join(repository, 'tools', 'clients', 'programs');
}

/** Python of a virtual environment that {@link pip} made. */
export function pythonIn(folder: string): string {
  return join(folder, 'bin', 'python');
}

/** A virtual environment with these packages, `name==version`. */
export async function pip(context: InstallContext, packages: readonly string[]): Promise<void> {
  const { folder } = context;
  await installOnce(folder, packages.join(' '), async () => {
    const where = { cwd: folder };
    await runInstaller([process.env['PYTHON'] ?? 'python3', '-m', 'venv', folder], context, where);
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
    await runInstaller([pythonIn(folder), '-m', 'pip', 'install', ...quiet, ...packages], context, where);
  });
}

/** A package of npm, `name@version`. */
export async function npm(context: InstallContext, name: string): Promise<void> {
  const { folder } = context;
  await installOnce(folder, name, async () => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];
    await runInstaller(['npm', 'install', ...quiet, name], context, { cwd: folder });
  });
}

/**
 * Packages of Debian with what they depend on, unpacked, and installed nowhere: what the machine has stays as it is.
 * Dependencies that the machine has are taken from there.
 */
export async function debian(context: InstallContext, name: string): Promise<void> {
  const { folder } = context;
  await installOnce(folder, name, async () => {
    const where = { cwd: folder };
    const simulated = await runInstaller(
      ['apt-get', 'install', '--simulate', '--no-install-recommends', name],
      context,
      where,
    );
    const missing = simulated.flatMap((line) => /^Inst (\S+)/.exec(line)?.[1] ?? []);
    const packages = missing.length === 0 ? [name] : missing;
    await runInstaller(['apt-get', 'download', ...packages], context, where);
    for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.deb'))) {
      await runInstaller(['dpkg-deb', '--extract', file, 'root'], context, where);
    }
  });
}

/** A program in a module of Go, built: `<folder>/<name>`. */
export async function goProgram(
  context: InstallContext,
  { name, module, version, main = module }: { name: string; module: string; version: string; main?: string },
): Promise<void> {
  const { folder } = context;
  await installOnce(folder, `${module}@${version}`, async () => {
    // Built as a dependency, since `go install` asks for the list of versions, which not every proxy has.
    writeFileSync(join(folder, 'go.mod'), `module clients\n\ngo 1.24\n\nrequire ${module} ${version}\n`);
    const env = { GOFLAGS: '-mod=mod' };
    await runInstaller(['go', 'build', '-o', name, main], context, { cwd: folder, env });
  });
}

/** Our program in Go, built: `<folder>/upload`. */
export async function ownGoProgram(context: InstallContext): Promise<void> {
  const source = join(programsFolder(context.repository), 'go');
  const content = ['go.mod', 'go.sum', 'main.go'].map((file) => readFileSync(join(source, file), 'utf8'));
  await installOnce(context.folder, content.join(''), async () => {
    await runInstaller(['go', 'build', '-o', join(context.folder, 'upload'), '.'], context, { cwd: source });
  });
}

/** Our program in Java with its dependencies: class files in the folder, archives in `<folder>/libraries`. */
export async function ownJavaProgram(context: InstallContext): Promise<void> {
  const { folder, repository } = context;
  const source = join(programsFolder(repository), 'java');
  const content = ['pom.xml', 'Upload.java'].map((file) => readFileSync(join(source, file), 'utf8'));
  await installOnce(folder, content.join(''), async () => {
    // Maven writes beside the project file.
    copyFileSync(join(source, 'pom.xml'), join(folder, 'pom.xml'));
    const where = { cwd: folder };
    const goal = ['dependency:copy-dependencies', '-DoutputDirectory=libraries'] as const;
    await runInstaller(['mvn', '--batch-mode', '--quiet', ...goal], context, where);
    const classPath = join(folder, 'libraries', '*');
    await runInstaller(
      ['javac', '-cp', classPath, '-d', folder, join(source, 'Upload.java')],
      context,
      where,
    );
  });
}

/** Our program in Rust, built: `<folder>/target/release/upload`. Takes minutes. */
export async function ownRustProgram(context: InstallContext): Promise<void> {
  const { folder, repository } = context;
  const source = join(programsFolder(repository), 'rust');
  const files = ['Cargo.toml', join('src', 'main.rs')];
  const content = files.map((file) => readFileSync(join(source, file), 'utf8'));
  await installOnce(folder, content.join(''), async () => {
    // Cargo writes its lock file beside the project file.
    cpSync(source, folder, { recursive: true });
    await runInstaller(['cargo', 'build', '--release'], context, { cwd: folder });
  });
}
