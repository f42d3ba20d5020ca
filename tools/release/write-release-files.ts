import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../../config/errors';
import { makeFolders } from '../../config/new-folders';
import { requireOutputFolder } from '../../config/output-folder';
import { runProgram } from '../../lib/revisions/run-program';
import { synthesizeEnvironment } from '../../lib/revisions/synthesize';
import { CHECKSUMS, writeChecksums } from '../hub-bundle/checksums';
import { writeHubPackages } from '../hub-packages/write-hub-packages';
import { stableBill } from './bill-of-materials';
import { ReleaseError } from './release-error';
import { releaseNotes, requireVersion } from './release-notes';
import { requireRecord } from './require-record';

export interface ReleaseOptions {
  /** Root of the repository, with its packages installed. */
  readonly repository: string;
  /** Folder that is written; it must not exist, or be empty. */
  readonly out: string;
  /** For example `v0.2.0`. @default - a trial: nothing is checked against a tag, and the notes may be in preparation */
  readonly tag: string | undefined;
  readonly progress: (line: string) => void;
}

const PACKAGE = z.looseObject({ name: z.string(), version: z.string() });
const PACKED = z.array(z.looseObject({ filename: z.string() })).min(1);

/**
 * Writes the files of a release: packed packages, the program and packages of hubs, the bill of materials, the page of
 * what each environment of the repository proves, the notes, and checksums of all. The same commit gives the same bytes,
 * but for the pages, which say when they were made.
 * @returns names of the files, sorted.
 * @throws ConfigurationError if the tag, the versions, the changelog and the record do not agree; then nothing was written.
 * @throws ReleaseError if a step fails, or isolation is not proved.
 */
export async function writeReleaseFiles(options: ReleaseOptions): Promise<string[]> {
  const { repository, out, tag, progress } = options;
  const root = PACKAGE.parse(JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')));
  if (tag !== undefined) requireVersion(tag, versionsOf(repository));
  const notes = releaseNotes(
    readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'),
    root.version,
    tag !== undefined,
  );
  if (tag !== undefined) requireRecord(join(repository, 'test', 'upgrade'), root.version);
  requireOutputFolder('--out', out);
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new ConfigurationError([{ place: '--out', value: out, fix: 'name a folder that is new or empty' }]);
  }
  makeFolders(out);

  progress('packing');
  const pack = ['pack', '--workspaces', '--include-workspace-root', '--json', '--pack-destination', out];
  PACKED.parse(JSON.parse(await npm(repository, pack)));
  await writeHubPackages({ repository, out, progress });
  progress('writing the bill of materials');
  const bill = await npm(repository, ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev']);
  writeFileSync(join(out, 'sbom.cyclonedx.json'), stableBill(bill, root.name));
  writeFileSync(join(out, 'release-notes.md'), notes);
  for (const environment of environmentsOf(repository)) {
    progress(`proving ${environment}`);
    await writeProof(repository, environment, join(out, `isolation-of-${environment}.html`));
  }
  const files = readdirSync(out).sort();
  writeChecksums(out, files);
  return [...files, CHECKSUMS].sort();
}

/** Versions of the packages of the repository, by the path of their `package.json`. */
function versionsOf(repository: string): Map<string, string> {
  const paths = [
    'package.json',
    ...readdirSync(join(repository, 'packages')).map((name) => `packages/${name}/package.json`),
  ];
  return new Map(
    paths
      .filter((path) => existsSync(join(repository, path)))
      .map((path) => [path, PACKAGE.parse(JSON.parse(readFileSync(join(repository, path), 'utf8'))).version]),
  );
}

function environmentsOf(repository: string): string[] {
  return readdirSync(join(repository, 'environments'))
    .flatMap((file) => /^([a-z][a-z0-9-]*)\.json$/.exec(file)?.[1] ?? [])
    .sort();
}

async function writeProof(repository: string, environment: string, page: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    const assembly = join(scratch, 'cdk.out');
    const { failure } = await synthesizeEnvironment(repository, environment, assembly);
    if (failure !== undefined) throw new ReleaseError(`cdk synth of ${environment} failed:\n${failure}`);
    const prove = ['bin/start.js', 'bin/prove.ts', '--app', assembly, '--html', page];
    const { succeeded, lastLines } = await runProgram(process.execPath, prove, { cwd: repository });
    if (!succeeded)
      throw new ReleaseError(`isolation of ${environment} is not proved:\n${lastLines.join('\n')}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function npm(cwd: string, args: readonly string[]): Promise<string> {
  const { succeeded, stdout, lastLines } = await runProgram('npm', args, { cwd });
  if (!succeeded) throw new ReleaseError(`npm ${args[0] ?? ''} failed:\n${lastLines.join('\n')}`);
  return stdout;
}
