import { randomInt } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../packages/data-hub/src/cache/private-file';
import { HUB_FILES, readHubConfig } from '../../packages/data-hub/src/hub-config';
import { type AcceptanceContext, asOperator, hubArguments } from './acceptance-context';
import { AcceptanceError } from './errors';
import type { Variables } from './hub-machine';
import { LOGIN_FILE } from './set-up-hub';

/** Packages of Debian with which a hub keeps its key in a token. SoftHSM2 stands in for the hardware. */
export const TOKEN_PACKAGES = ['softhsm2', 'gnutls-bin', 'pkcs11-provider', 'openssl'];

const HUB = 'vault-1';
const FOLDER = '/srv/vault-1';
const STOLEN = '/srv/stolen';
const MODULE = '/usr/lib/softhsm/libsofthsm2.so';
const URI = 'pkcs11:token=data-hub;object=hub-key';
const LARGEST_PIN = 1e8;
const CACHE = '.credentials-cache.json';

/** A hub whose key is in a token. */
export interface TokenHub {
  /** Gets it credentials. @throws AcceptanceError if it gets none. */
  readonly fetch: () => Promise<string>;
}

/** Makes a token and a key in it, and enrols a hub with it by hand. It works through the proxy, too. */
export async function enrolTokenHub(context: AcceptanceContext): Promise<TokenHub> {
  const { account, machine, proxy } = context;
  const { scratch } = account;
  const pin = String(randomInt(LARGEST_PIN / 10, LARGEST_PIN));
  for (const folder of [FOLDER, '/srv/token', '/srv/no-token']) await machine.makeFolder(folder);
  const token = await tokenIn(context, '/srv/token');
  await machine.asHub(
    ['softhsm2-util', '--init-token', '--free', '--label', 'data-hub', '--pin', pin, '--so-pin', pin],
    token,
  );
  const pinFile = join(scratch, 'pin');
  writePrivateFile(pinFile, pin);
  await machine.give(pinFile, FOLDER);
  const { organization } = account.own.config;
  const key = ['--key-uri', URI, '--module', MODULE, '--pin-file', `${FOLDER}/pin`, '--generate'];
  await machine.asHub(
    ['data-hub', 'csr', '--hub', HUB, '--organization', organization, '--out', FOLDER, ...key],
    token,
  );

  const bundle = join(scratch, HUB);
  mkdirSync(bundle);
  const request = join(bundle, HUB_FILES.request);
  copyFileSync(machine.path(join(FOLDER, HUB_FILES.request)), request);
  await asOperator(context, ['enroll', ...hubArguments(context, HUB), '--csr', request, '--out', bundle]);
  const config = join(bundle, HUB_FILES.config);
  const { privateKeyFile: _file, ...fields } = JSON.parse(readFileSync(config, 'utf8')) as Record<
    string,
    unknown
  >;
  const { certificateFile, rootCaFile } = readHubConfig(config);
  const ofToken = { privateKeyUri: URI, pkcs11Module: MODULE, pinFile: 'pin' };
  const through = { proxy: proxy.origin, proxyCredentialsFile: LOGIN_FILE };
  writeFileSync(config, JSON.stringify({ ...fields, ...ofToken, ...through }));
  const files = [HUB_FILES.config, certificateFile, rootCaFile].map((name) => join(bundle, name));
  for (const file of [...files, join(scratch, LOGIN_FILE)]) await machine.give(file, FOLDER);
  return { fetch: () => credentialsOf(context, FOLDER, token) };
}

/**
 * Copies all files of the hub, the PIN with them, as somebody has them who took its disk; sessions run out by
 * themselves, and are left out. Without the token the copy is useless; with it, it is not, so that nothing else failed.
 * @throws AcceptanceError if it gets credentials without the token.
 */
export async function stealDisk(context: AcceptanceContext): Promise<string> {
  const { machine } = context;
  cpSync(machine.path(FOLDER), machine.path(STOLEN), { recursive: true });
  rmSync(machine.path(join(STOLEN, CACHE)), { force: true });
  await machine.own(STOLEN);
  const empty = await tokenIn(context, '/srv/no-token');
  const { exitCode, stdout, stderr } = await machine.attempt(credentialsCommand(STOLEN), empty);
  if (exitCode !== 1 || stdout.join('').includes('SecretAccessKey')) {
    throw new AcceptanceError('without the token, the files were not refused (exit 1):', stderr);
  }
  await credentialsOf(context, STOLEN, { SOFTHSM2_CONF: '/srv/token/softhsm2.conf' });
  return `without the token: ${stderr[0] ?? 'refused'}`;
}

/** Writes the settings of a store of tokens. */
async function tokenIn({ machine, account }: AcceptanceContext, store: string): Promise<Variables> {
  const settings = join(account.scratch, 'softhsm2.conf');
  writeFileSync(settings, `directories.tokendir = ${store}\nobjectstore.backend = file\n`);
  return { SOFTHSM2_CONF: await machine.give(settings, store) };
}

function credentialsCommand(folder: string): string[] {
  return ['data-hub', 'credentials', '--refresh', '--config', join(folder, HUB_FILES.config)];
}

function credentialsOf({ machine }: AcceptanceContext, folder: string, token: Variables): Promise<string> {
  return machine.asHub(credentialsCommand(folder), token);
}
