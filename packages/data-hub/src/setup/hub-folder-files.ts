import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  HUB_FILES,
  type HubConfig,
  hubConfigText,
  hubFiles,
  parseHubConfig,
  readHubConfig,
} from '../hub-config';
import { DISK, type DurableFiles } from '../state/durable-files';
import { SetupError } from './errors';

const READABLE = 0o644;

/** Path of `hub.json` in a hub's folder. */
export function configFileIn(folder: string): string {
  return join(resolve(folder), HUB_FILES.config);
}

/**
 * Which `hub.json` counts: the one that is in the folder already, if it is of the same hub, as its owner may have
 * changed it since.
 * @throws SetupError if it is of another hub.
 * @throws ConfigurationError if it cannot be used.
 */
export function settledConfig(folder: string, wanted: HubConfig): HubConfig {
  const file = configFileIn(folder);
  if (!existsSync(file)) return wanted;
  const present = readHubConfig(file);
  const { thingName, credentialsEndpoint } = wanted;
  if (present.thingName === thingName && present.credentialsEndpoint === credentialsEndpoint) {
    // The proxy is this machine's affair, and was named again just now.
    const { proxy = present.proxy, proxyCredentialsFile = present.proxyCredentialsFile } = wanted;
    const changed = { ...present, proxy, proxyCredentialsFile };
    return parseHubConfig(JSON.stringify(changed), file);
  }
  throw new SetupError(
    'HUB_SETUP_TAKEN',
    `${file} is of the hub ${present.thingName}, and is not overwritten; choose another folder with --folder, or move it away`,
  );
}

/**
 * Puts files of a hub in place; `hub.json` comes last, so that it stands only where the others do.
 * @param texts PEM; what is undefined is left as it is.
 * @throws SetupError if the folder cannot be written.
 */
export function placeFiles(
  folder: string,
  config: HubConfig,
  texts: { readonly rootCa: string; readonly certificate?: string },
  disk: DurableFiles = DISK,
): void {
  const configFile = configFileIn(folder);
  const files = hubFiles(config, configFile);
  try {
    disk.makeFolder(resolve(folder));
    const contents: [file: string, text: string | undefined][] = [
      [files.rootCa, texts.rootCa],
      [files.certificate, texts.certificate],
      [configFile, hubConfigText(config)],
    ];
    for (const [file, text] of contents) {
      if (text !== undefined && disk.read(file) !== text) disk.write(file, text, READABLE);
    }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new SetupError(
      'HUB_SETUP_UNWRITABLE',
      `${path ?? folder} cannot be written (${code}); run it as the owner of the folder or as root, or choose another folder with --folder`,
    );
  }
}
