import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type HubConfig, hubFiles } from '../hub-config';

/** Variables that decide on the way to AWS, in both spellings. */
const ENVIRONMENT = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'] as const;

/**
 * A digest of everything on this machine that decides whether AWS gives credentials: `hub.json`, certificate, key,
 * root CA, and what says which proxy is used. If it is another one than at a refusal, somebody has mended something.
 * @returns SHA-256 in hexadecimal, over the digests of the files: what they hold cannot be told from it.
 */
export function filesFingerprint(config: HubConfig, configFile: string): string {
  const { certificate, privateKey, rootCa } = hubFiles(config, configFile);
  const { proxyCredentialsFile } = config;
  // Of a key in a token, hub.json says where it is.
  const files = [
    configFile,
    certificate,
    typeof privateKey === 'string' ? privateKey : privateKey.pinFile,
    rootCa,
  ];
  if (proxyCredentialsFile !== undefined) files.push(resolve(dirname(configFile), proxyCredentialsFile));
  const parts = [...files.map(digestOf), ...ENVIRONMENT.map((name) => process.env[name] ?? null)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Digest of the file that a hub's certificate is in, or why it cannot be read. */
export function certificateDigest(config: HubConfig, configFile: string): string {
  return digestOf(hubFiles(config, configFile).certificate);
}

/** Digest of a file, or why it cannot be read. */
function digestOf(file: string): string {
  try {
    // A pipe can be read once, and has been.
    if (!statSync(file).isFile()) return 'no file';
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}
