import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../config/new-folders';
import { runProgram } from '../../lib/revisions/run-program';
import { type BuildIdentity, readBuildIdentity } from '../hub-bundle/build-identity';
import { writeHubBundle } from '../hub-bundle/write-hub-bundle';
import { PackagingError } from './errors';
import { packagingTools } from './packaging-tools';

/** Recipes, units and scripts of the packages, from the root of the repository. */
export const PACKAGING = join('packages', 'data-hub', 'packaging');
const FORMATS = ['deb', 'rpm'] as const;
const BUNDLE = 'data-hub.js';
const MADE_BEFORE = /^data-hub[-_.].*\.(?:deb|rpm)$/;

export interface HubPackagesOptions {
  /** Root of the repository. */
  readonly repository: string;
  /** Folder that is written; packages of hubs that are in it are replaced. */
  readonly out: string;
  /** @default - version, commit and time of the working tree */
  readonly identity?: BuildIdentity;
  readonly progress: (line: string) => void;
}

/**
 * Writes the program of hubs in one file, and the `.deb` and `.rpm` that install it. The same commit gives the same
 * bytes.
 * @returns names of the files, sorted
 * @throws LicenceError if something in it may not be handed on
 * @throws PackagingError if a package cannot be made
 */
export async function writeHubPackages(options: HubPackagesOptions): Promise<string[]> {
  const { repository, out, progress } = options;
  const identity = options.identity ?? (await readBuildIdentity(repository));
  const { nfpm } = await packagingTools(repository, progress);
  makeFolders(out);
  for (const file of readdirSync(out)) if (MADE_BEFORE.test(file)) rmSync(join(out, file));
  const bundle = join(out, BUNDLE);
  await writeHubBundle(repository, bundle, identity);
  const env = {
    ...process.env,
    VERSION: identity.version,
    BUNDLE: bundle,
    // https://nfpm.goreleaser.com/docs/configuration/ : the time of every file, and of the package itself.
    SOURCE_DATE_EPOCH: String(identity.time),
  };
  for (const format of FORMATS) {
    const args = ['package', '--config', 'nfpm.yaml', '--packager', format, '--target', out];
    const { succeeded, lastLines } = await runProgram(nfpm, args, { cwd: join(repository, PACKAGING), env });
    if (!succeeded) throw new PackagingError(`the .${format} could not be made; nfpm said:`, lastLines);
  }
  return readdirSync(out)
    .filter((file) => file === BUNDLE || MADE_BEFORE.test(file))
    .sort();
}
