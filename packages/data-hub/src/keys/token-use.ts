import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PinFile } from './pin-file';
import type { TokenKey } from './private-key';
import type { ProgramEnd } from './run-program';
import { inTemporaryFolder, type TemporaryFolder } from './temporary-folder';
import { tokenFailure } from './token-failure';

/** What a program that uses a token is given. */
export interface TokenUse {
  /** For what it takes as files. */
  readonly folder: TemporaryFolder;
  /** Which PKCS#11 module to load, for OpenSSL's engine and its provider. */
  readonly environment: Readonly<Record<string, string>>;
}

const PROVIDER_LOG = 'provider.log';

/**
 * Runs a program that logs in to a token, if the PIN may be tried.
 * @param program name of it, for messages.
 * @param succeeded whether it did what it had to. @default - it ended with 0
 * @throws TokenKeyError if it did not.
 */
export function useToken(
  program: string,
  key: TokenKey,
  run: (use: TokenUse) => Promise<ProgramEnd>,
  succeeded: (ended: ProgramEnd) => boolean = endedWell,
): Promise<ProgramEnd> {
  return inTemporaryFolder(async (folder) => {
    const pin = new PinFile(key.pinFile);
    const stamp = pin.stampBeforeUse();
    const log = join(folder.path, PROVIDER_LOG);
    const ended = await run({ folder, environment: environmentFor(key, log) });
    if (succeeded(ended)) {
      pin.accepted();
      return ended;
    }
    throw tokenFailure(program, ended, { key, pin, stamp, providerLog: textOf(log) });
  });
}

/** Whether a program ended by itself, with 0. */
export function endedWell({ by, status }: ProgramEnd): boolean {
  return by === 'exit' && status === 0;
}

function environmentFor({ module }: TokenKey, log: string): Record<string, string> {
  return {
    ...(module === undefined ? {} : { PKCS11_MODULE_PATH: module, PKCS11_PROVIDER_MODULE: module }),
    // Only there does the provider say why it found no key. It masks PINs.
    PKCS11_PROVIDER_DEBUG: `file:${log},level:0`,
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
