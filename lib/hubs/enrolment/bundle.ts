import { DescribeEndpointCommand } from '@aws-sdk/client-iot';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { PlatformError } from '../../../config/errors';
import { HUB_FILES, type HubConfig, hubConfigText } from '../../../packages/data-hub/src/hub-config';
import { isAwsError } from '../../account/aws-call-error';
import { type Hub, notDeployed, type Platform } from '../../account/open-platform';
import { dataEndpointOf } from '../shadow/data-endpoint';
import { existing, folderProblem, writeFiles } from './new-files';
import { type RootCa, rootCaFor } from './root-ca';

/** The folder for the bundle cannot take it. Nothing was written, and nothing in it was changed. */
export class BundleError extends PlatformError {
  readonly code = 'BUNDLE';

  constructor(message: string) {
    super(message);
    this.name = 'BundleError';
  }
}

/** What a hub needs beside its key. Holds no secret. */
export interface Bundle {
  readonly folder: string;
  /** Texts by name, without the certificate. */
  readonly files: ReadonlyMap<string, string>;
  /** Which the hub trusts. */
  readonly rootCa: RootCa;
}

export interface BundleOptions {
  readonly hub: Hub;
  readonly folder: string;
  /** @default - the one that the account's endpoint has: see {@link rootCaFor} */
  readonly rootCa?: RootCa | undefined;
}

/**
 * Reads from AWS what a hub has to know.
 * @throws BundleError if the folder has other files in their place already.
 * @throws NotDeployedError if the organization's key is not there.
 * @throws RootCaError if the account's root CA is not known.
 */
export async function prepareBundle(
  platform: Platform,
  { hub, folder, rootCa: named }: BundleOptions,
): Promise<Bundle> {
  const { config, rootCa } = await hubConfigOf(platform, hub, named);
  const files = new Map<string, string>([
    [HUB_FILES.config, hubConfigText(config)],
    [rootCa.file, rootCa.pem],
  ]);
  requireFree(folder, files);
  return { folder, files, rootCa };
}

/**
 * What a hub has to know, as `hub.json` says it, and the CA that it trusts.
 * @param named the root CA of the operator's choice. @default - see {@link rootCaFor}
 * @throws NotDeployedError if the organization's key is not there.
 * @throws RootCaError if the account's root CA is not known.
 */
export async function hubConfigOf(
  platform: Platform,
  hub: Hub,
  named?: RootCa,
): Promise<{ readonly config: HubConfig; readonly rootCa: RootCa }> {
  const { environment, naming, names, organization } = platform;
  const credentialsEndpoint = `https://${await credentialsHost(platform)}`;
  const rootCa = await rootCaFor({ endpoint: credentialsEndpoint, named });
  const config: HubConfig = {
    version: 1,
    environment: environment.name,
    organization: organization.slug,
    hub: hub.name,
    region: environment.region.name,
    thingName: hub.thingName,
    roleAlias: names.dataHubRoleAlias,
    credentialsEndpoint,
    dataEndpoint: await dataEndpointOf(platform.clients.iot),
    certificateFile: HUB_FILES.certificate,
    privateKeyFile: HUB_FILES.privateKey,
    rootCaFile: rootCa.file,
    buckets: { raw: naming.shared.rawBucket },
    prefix:
      environment.dataHubFolders === 'own'
        ? naming.hubPrefix(organization.slug, hub.thingName)
        : naming.dataPrefix(organization.slug),
    keyArn: await organizationKeyArn(platform),
    parameterPath: naming.connectorParameterPath(organization.slug).replace(/\/$/, ''),
  };
  return { config, rootCa };
}

/**
 * Writes the bundle with its certificate; files that are there already with the same text are left alone.
 * @returns what takes back the files that were written.
 * @throws BundleError if another file is in the place of one, or the folder cannot be written.
 */
export function writeBundle({ folder, files }: Bundle, certificate: string): () => void {
  const all = new Map<string, string>([...files, [HUB_FILES.certificate, certificate]]);
  requireFree(folder, all);
  try {
    return writeFiles(folder, all, 0o644);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new BundleError(`${folder} cannot be written (${reason}); choose another folder with --out`);
  }
}

/** @throws NotDeployedError if there is no such key. */
export async function organizationKeyArn(platform: Platform): Promise<string> {
  const { clients, names } = platform;
  try {
    const { KeyMetadata } = await clients.kms.send(new DescribeKeyCommand({ KeyId: names.keyAlias }));
    return KeyMetadata?.Arn ?? '';
  } catch (error) {
    if (isAwsError(error, 'NotFoundException')) throw notDeployed(platform, `key ${names.keyAlias}`);
    throw error;
  }
}

async function credentialsHost({ clients }: Platform): Promise<string> {
  const { endpointAddress } = await clients.iot.send(
    new DescribeEndpointCommand({ endpointType: 'iot:CredentialProvider' }),
  );
  return endpointAddress ?? '';
}

function requireFree(folder: string, files: ReadonlyMap<string, string>): void {
  const problem = folderProblem(folder);
  if (problem !== undefined) throw new BundleError(`--out ${folder} ${problem}; choose another folder`);
  const taken = existing(folder, files);
  if (taken.length === 0) return;
  throw new BundleError(
    `${taken.join(', ')} in ${folder} ${taken.length === 1 ? 'belongs to something else and is' : 'belong to something else and are'} ` +
      'not overwritten; choose another folder with --out',
  );
}
