import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DEFAULT_HEARTBEAT_MINUTES, DEFAULT_RENEW_AFTER_DAYS } from '../configuration/fields';
import { type HubConfig, hubFiles } from '../hub-config';

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
  return settings.renewAfterDays === 0 && settings.heartbeatMinutes === 0
    ? 'hub.json has renewAfterDays 0 and heartbeatMinutes 0'
    : undefined;
}

/** Folders that a renewal has to write to and this process may not: of `hub.json`, the certificate and the key. */
export function unwritableFolders(config: HubConfig, configFile: string): string[] {
  const { certificate, privateKey } = hubFiles(config, configFile);
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
