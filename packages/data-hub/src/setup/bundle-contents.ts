import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError, type Problem } from '../../../../config/errors';
import { HUB_FILES, type HubConfig, parseHubConfig } from '../hub-config';

/** What the operators send back: `hub.json` and the files that it names. */
export interface BundleContents {
  readonly config: HubConfig;
  /** PEM. */
  readonly certificate: string;
  readonly rootCa: string;
}

/** Bundles have a few KB; a file that large is none. In bytes. */
const MAX_FILE = 1_000_000;
const TAR_TIMEOUT = 30_000;

/**
 * Reads a bundle.
 * @param path a folder, or a tar file of one, compressed or not.
 * @throws ConfigurationError with everything that is missing or cannot be used.
 */
export async function readBundle(path: string): Promise<BundleContents> {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    const fix = reason === 'ENOENT' ? 'does not exist; check the path' : `cannot be read (${reason})`;
    throw new ConfigurationError([{ place: path, fix }]);
  }
  if (isFolder) return readFolder(resolve(path), path);
  const folder = mkdtempSync(join(tmpdir(), 'data-hub-bundle-'));
  try {
    await unpack(path, folder);
    return readFolder(folderOfBundle(folder), path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Unpacks with the system's tar, which keeps what is in it within the folder. */
async function unpack(file: string, folder: string): Promise<void> {
  try {
    const options = ['--extract', '--no-same-owner', '--no-same-permissions', '--file', resolve(file)];
    await promisify(execFile)('tar', [...options, '--directory', folder], { timeout: TAR_TIMEOUT });
  } catch (error) {
    const fix =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'cannot be unpacked, as this machine has no tar; unpack it elsewhere, and give the folder'
        : 'is neither a folder nor a tar file; give what the operators sent';
    throw new ConfigurationError([{ place: file, fix }]);
  }
}

/** The folder with `hub.json`: tar files hold the files themselves, or one folder with them. */
function folderOfBundle(folder: string): string {
  const entries = readdirSync(folder, { withFileTypes: true });
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory() === true ? join(folder, only.name) : folder;
}

function readFolder(folder: string, place: string): BundleContents {
  const problems: Problem[] = [];
  const text = (name: string): string => {
    const file = join(folder, basename(name));
    try {
      const { size } = statSync(file);
      if (size <= MAX_FILE) return readFileSync(file, 'utf8');
      problems.push({
        place: `${place}: ${basename(name)}`,
        fix: `has ${size} bytes; it is not of a bundle`,
      });
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
      const fix = reason === 'ENOENT' ? 'is missing; give the whole bundle' : `cannot be read (${reason})`;
      problems.push({ place: `${place}: ${basename(name)}`, fix });
    }
    return '';
  };
  const json = text(HUB_FILES.config);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const config = parseHubConfig(json, `${place}: ${HUB_FILES.config}`);
  const contents = { config, certificate: text(config.certificateFile), rootCa: text(config.rootCaFile) };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return contents;
}
