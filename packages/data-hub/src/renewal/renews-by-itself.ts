import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DEFAULT_HEARTBEAT_MINUTES, DEFAULT_RENEW_AFTER_DAYS } from '../configuration/fields';
import { type HubConfig, type HubFiles, hubFiles } from '../hub-config';
import { RenewalError } from './errors';

/** How a hub talks with the platform. */
export interface PlatformLinkSettings {
  readonly dataEndpoint: string;
  /** 0: no heartbeats. */
  readonly heartbeatMinutes: number;
  /** 0: a certificate is never renewed for its age. */
  readonly renewAfterDays: number;
}

/** The settings of `hub.json` with their defaults; undefined if the hub is not to talk with the platform. */
export function platformLinkSettings({
  dataEndpoint,
  heartbeatMinutes = DEFAULT_HEARTBEAT_MINUTES,
  renewAfterDays = DEFAULT_RENEW_AFTER_DAYS,
}: HubConfig): PlatformLinkSettings | undefined {
  return dataEndpoint === undefined ? undefined : { dataEndpoint, heartbeatMinutes, renewAfterDays };
}

/** Why a hub does not renew its certificate by itself; undefined if it does. One line. */
export function whyNotRenewed(config: HubConfig): string | undefined {
  const settings = platformLinkSettings(config);
  if (settings === undefined) return 'hub.json has no dataEndpoint';
  if (config.privateKeyUri !== undefined) return KEY_IN_TOKEN;
  return settings.renewAfterDays === 0 && settings.heartbeatMinutes === 0
    ? 'hub.json has renewAfterDays 0 and heartbeatMinutes 0'
    : undefined;
}

const KEY_IN_TOKEN = 'its private key is in a token (privateKeyUri), where only its owner makes another';

/** The hub's files, of which a renewal replaces certificate and key. @throws RenewalError if the key is in a token. */
export function replaceableFiles(config: HubConfig, configFile: string): HubFiles<string> {
  const { privateKey, ...files } = hubFiles(config, configFile);
  if (typeof privateKey === 'string') return { ...files, privateKey };
  throw new RenewalError(
    'HUB_RENEWAL_KEY_IN_TOKEN',
    `this hub cannot renew its certificate: ${KEY_IN_TOKEN}; make a request with data-hub csr --key-uri, and have the platform's operators rotate the certificate`,
  );
}

/** Folders that a renewal has to write to and this process may not: of `hub.json`, the certificate and the key. */
export function unwritableFolders(config: HubConfig, configFile: string): string[] {
  const { certificate, privateKey } = replaceableFiles(config, configFile);
  const folders = new Set([resolve(configFile), certificate, privateKey].map((file) => dirname(file)));
  return [...folders].filter((folder) => !isWritable(folder));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
