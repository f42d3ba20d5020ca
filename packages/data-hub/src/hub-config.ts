import { dirname, resolve } from 'node:path';
import { ConfigurationError, type Problem } from '../../../config/errors';
import { readJson } from '../../../config/json-text';
import { type OrgSlug, parseOrgSlug } from '../../../config/org-slug';
import { checkSchema } from '../../../config/schema-problems';
import { contradictions } from './configuration/contradictions';
import { hubConfigSchema } from './configuration/fields';
import type { PrivateKeyPlace } from './keys/private-key';
import { mayHoldPin } from './keys/token-uri';
import { readRegularFile } from './regular-file';

/** Names of the files in a hub's folder. The platform's bundle and the hub's commands agree on them. */
export const HUB_FILES = {
  config: 'hub.json',
  certificate: 'certificate.pem',
  privateKey: 'private-key.pem',
  rootCa: 'AmazonRootCA1.pem',
  request: 'request.pem',
} as const;

/** What a Data Hub has to know of the platform; holds no secret. Stands in `hub.json`. */
export interface HubConfig {
  readonly version: 1;
  /** Name of the environment, for example `production`. */
  readonly environment: string;
  readonly organization: OrgSlug;
  /** Name of the hub within its organization. */
  readonly hub: string;
  readonly region: string;
  /** Name of the IoT thing: the organization and the hub, joined by two hyphens. */
  readonly thingName: string;
  /** Name of the IoT role alias; case-sensitive. */
  readonly roleAlias: string;
  /** Origin of the IoT credentials provider, without a path: `https://<prefix>.credentials.iot.<region>.amazonaws.com`. */
  readonly credentialsEndpoint: string;
  /**
   * Origin of the account's IoT data endpoint, `https://<prefix>-ats.iot.<region>.amazonaws.com`, through which the
   * hub tells that it lives and renews its certificate. @default - it does neither
   */
  readonly dataEndpoint?: string | undefined;
  /** Files of the hub; their paths are relative to the folder of `hub.json`. PEM: certificate, key and root CA. */
  readonly certificateFile: string;
  /** Not encrypted. @default - the key is in a token, see `privateKeyUri`; there is one of the two */
  readonly privateKeyFile?: string | undefined;
  /** PKCS#11 URI of the key in a TPM or another token: `pkcs11:token=<label>;object=<label>`. */
  readonly privateKeyUri?: string | undefined;
  /** File of the token's PKCS#11 module. @default - the modules that p11-kit has configured on this machine */
  readonly pkcs11Module?: string | undefined;
  /** File with the token's PIN, mode 0600; there if `privateKeyUri` is. */
  readonly pinFile?: string | undefined;
  readonly rootCaFile: string;
  /** Buckets by purpose; hubs upload to `raw`. */
  readonly buckets: { readonly raw: string };
  /** Folder in the bucket that the hub uploads to, its own or its organization's; ends in `/`. */
  readonly prefix: string;
  /** Full ARN of the organization's KMS key, which every upload has to name. */
  readonly keyArn: string;
  /** Parameter Store path of the organization's connector secrets, without a slash at the end. */
  readonly parameterPath: string;
  /** Origin of the HTTP proxy to AWS, without user and password. @default - `HTTPS_PROXY` of the environment, or none */
  readonly proxy?: string | undefined;
  /** File with `user:password` of that proxy. */
  readonly proxyCredentialsFile?: string | undefined;
  /** Hosts and domains that are reached without it. @default - `NO_PROXY` of the environment */
  readonly noProxy?: readonly string[] | undefined;
  /** Minutes between heartbeats; 0: none. @default 15 */
  readonly heartbeatMinutes?: number | undefined;
  /** Age in days at which the hub renews its certificate; 0: never by itself. @default 90 */
  readonly renewAfterDays?: number | undefined;
}

/** The files of a hub as absolute paths. */
export interface HubFiles<Key extends PrivateKeyPlace = PrivateKeyPlace> {
  readonly certificate: string;
  /** Its key's file, or where the key is in a token. */
  readonly privateKey: Key;
  readonly rootCa: string;
}

/**
 * Reads `hub.json`.
 * @param path of the file, which is also how problems name it.
 * @throws ConfigurationError with every problem of the file, each with its place, value and fix.
 */
export function readHubConfig(path: string): HubConfig {
  let content: Buffer;
  try {
    content = readRegularFile(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    const fix =
      reason === 'ENOENT'
        ? 'does not exist; enrolling the hub makes it'
        : reason === 'EISDIR'
          ? `is a folder; write ${path.replace(/\/+$/, '')}/${HUB_FILES.config}`
          : `cannot be read (${reason})`;
    throw new ConfigurationError([{ place: path, fix }]);
  }
  return parseHubConfig(content, path);
}

/**
 * Parses a `hub.json`.
 * @param place how problems name it.
 * @throws ConfigurationError with every problem of the text, each with its place, value and fix.
 */
export function parseHubConfig(content: Uint8Array | string, place: string): HubConfig {
  const { value: json, problems: syntax } = readJson(content, place);
  if (json === undefined) throw new ConfigurationError(syntax);
  const { data, problems: fields } = checkSchema(hubConfigSchema, json, place);
  const problems = [...syntax, ...fields, ...contradictions(json, place)];
  if (data === undefined || problems.length > 0) throw new ConfigurationError(problems.map(withoutPin));
  return { ...data, organization: parseOrgSlug(data.organization) };
}

/**
 * The text of `hub.json`, as {@link parseHubConfig} reads it back.
 * @throws ConfigurationError if it could not be read back.
 */
export function hubConfigText(config: HubConfig): string {
  const content = `${JSON.stringify(config, null, 2)}\n`;
  parseHubConfig(content, HUB_FILES.config);
  return content;
}

function withoutPin({ value, ...problem }: Problem): Problem {
  return value === undefined || mayHoldPin(value) ? problem : { ...problem, value };
}

/** The hub's files as absolute paths; those in `hub.json` are relative to its folder. */
export function hubFiles(config: HubConfig, configFile: string): HubFiles {
  const folder = dirname(resolve(configFile));
  return {
    certificate: resolve(folder, config.certificateFile),
    privateKey: privateKeyPlace(config, folder),
    rootCa: resolve(folder, config.rootCaFile),
  };
}

function privateKeyPlace(config: HubConfig, folder: string): PrivateKeyPlace {
  const { privateKeyFile, privateKeyUri, pkcs11Module, pinFile } = config;
  if (privateKeyFile !== undefined) return resolve(folder, privateKeyFile);
  if (privateKeyUri === undefined || pinFile === undefined) throw new TypeError('hub.json was not checked');
  return {
    uri: privateKeyUri,
    ...(pkcs11Module === undefined ? {} : { module: resolve(folder, pkcs11Module) }),
    pinFile: resolve(folder, pinFile),
  };
}
