import { readFileSync, rmSync } from 'node:fs';
import { ConfigurationError } from '../../config/errors';
import { runProgram } from '../../lib/revisions/run-program';
import { SigningError } from './errors';

/** What the signature is for, so that one made for something else is not taken for it (`ssh-keygen -n`). */
const SIGNATURE_NAMESPACE = 'data-hub';

/**
 * Signs a file with a key of OpenSSH, which every Linux can verify: https://man.openbsd.org/ssh-keygen#Y~4
 * The signature is written beside the file, as `<file>.sig`.
 * @param key private key; or a public key whose private key is in the SSH agent, or on a token that it reaches
 * @returns path of the signature
 * @throws SigningError if `ssh-keygen` does not sign. It asks for a passphrase at the terminal, if there is one.
 */
export async function signFile(file: string, key: string): Promise<string> {
  const signature = `${file}.sig`;
  // ssh-keygen asks before it overwrites.
  rmSync(signature, { force: true });
  const args = ['-q', '-Y', 'sign', '-f', key, '-n', SIGNATURE_NAMESPACE, file];
  const { succeeded, lastLines } = await runProgram('ssh-keygen', args, { cwd: process.cwd() });
  if (!succeeded) throw new SigningError(file, key, lastLines);
  return signature;
}

/**
 * Checks, before anything is made, that there is a key to sign with.
 * @throws ConfigurationError if the file cannot be read
 */
export function requireKey(key: string): void {
  try {
    readFileSync(key);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    const fix = `cannot be read (${reason}); name a key of OpenSSH, for example as ssh-keygen -t ed25519 makes it`;
    throw new ConfigurationError([{ place: '--sign-key', value: key, fix }]);
  }
}
