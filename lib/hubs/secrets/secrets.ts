import {
  DeleteParameterCommand,
  GetParameterCommand,
  paginateDescribeParameters,
  type ParameterMetadata,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';
import { PlatformError } from '../../../config/errors';
import { ENVIRONMENT_TAG, ORG_SLUG_TAG } from '../../../config/naming';
import { AwsCallError, isAwsError } from '../../account/aws-call-error';
import type { Platform } from '../../account/open-platform';
import { requireActive } from '../../account/suspension';
import { organizationKeyArn } from '../enrolment/bundle';
import { parameterName, requireConnector, type SecretName, secretNameOf } from './secret-name';
import { type SecretValue, STANDARD_TIER_BYTES } from './secret-value';

export type SecretErrorCode = 'SECRET_UNKNOWN' | 'SECRET_UNREADABLE' | 'SECRET_OF_ANOTHER_KIND';

/** A connector secret cannot be had, or not in this way. */
export class SecretError extends PlatformError {
  constructor(
    readonly code: SecretErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'SecretError';
  }
}

/** What is known of a secret without its value. */
export interface SecretSummary extends SecretName {
  readonly parameter: string;
  readonly version: number;
  readonly tier: string;
  readonly changedAt: string;
  /** ARN or id of the key that it is encrypted with. */
  readonly key: string;
}

export interface StoredSecret {
  readonly parameter: string;
  readonly version: number;
  readonly tier: string;
  readonly replaced: boolean;
}

/** @throws SuspendedError while the organization is suspended: its key encrypts and decrypts nothing then. */
export function requireUsableKey(platform: Platform): void {
  requireActive(platform, 'its key denies every use, and no secret can be stored or read');
}

/**
 * Stores a secret under the organization's key, in place of an earlier value if there is one.
 * @throws SuspendedError while the organization is suspended.
 * @throws ConfigurationError for a name that will not do, or a connector that the environment does not have.
 */
export async function putSecret(
  platform: Platform,
  secret: SecretName,
  value: SecretValue,
): Promise<StoredSecret> {
  const { clients, environment, organization } = platform;
  requireUsableKey(platform);
  const parameter = parameterName(platform, secret);
  requireConnector(platform, secret.connector);
  const earlier = await metadataOf(platform, parameter);
  if (earlier !== undefined && earlier.Type !== 'SecureString') {
    throw new SecretError(
      'SECRET_OF_ANOTHER_KIND',
      `${parameter} is a ${earlier.Type ?? 'parameter'} that is not encrypted; delete it first: data-hub secret delete`,
    );
  }
  // Parameter Store does not let a parameter go back to the standard tier.
  const advanced = earlier?.Tier === 'Advanced' || value.bytes > STANDARD_TIER_BYTES;
  const { Version: version = 0, Tier: tier } = await clients.ssm.send(
    new PutParameterCommand({
      Name: parameter,
      Value: value.text,
      Type: 'SecureString',
      KeyId: await organizationKeyArn(platform),
      Tier: advanced ? 'Advanced' : 'Standard',
      ...(earlier === undefined
        ? {
            Overwrite: false,
            Tags: [
              { Key: ENVIRONMENT_TAG, Value: environment.name },
              { Key: ORG_SLUG_TAG, Value: organization.slug },
            ],
          }
        : { Overwrite: true }),
    }),
  );
  return { parameter, version, tier: tier ?? 'Standard', replaced: earlier !== undefined };
}

/** Every secret of the organization, or of one connector, by name. */
export async function listSecrets(platform: Platform, connector?: string): Promise<SecretSummary[]> {
  const path = platform.naming.connectorParameterPath(platform.organization.slug);
  const found = await describe(platform, { Key: 'Name', Option: 'BeginsWith', Values: [path] });
  return found
    .flatMap((metadata) => summaryOf(platform, metadata))
    .filter((secret) => connector === undefined || secret.connector === connector)
    .sort((one, other) => one.parameter.localeCompare(other.parameter));
}

/** @throws SecretError if there is no such secret. */
export async function showSecret(platform: Platform, secret: SecretName): Promise<SecretSummary> {
  const parameter = parameterName(platform, secret);
  const metadata = await metadataOf(platform, parameter);
  const [summary] = metadata === undefined ? [] : summaryOf(platform, metadata);
  if (summary === undefined) throw unknown(parameter);
  return summary;
}

/**
 * The value of a secret.
 * @throws SuspendedError while the organization is suspended.
 * @throws SecretError if there is none, or if the key does not let this caller decrypt it, which is the rule.
 */
export async function revealSecret(platform: Platform, secret: SecretName): Promise<string> {
  requireUsableKey(platform);
  const parameter = parameterName(platform, secret);
  try {
    const { Parameter: found } = await platform.clients.ssm.send(
      new GetParameterCommand({ Name: parameter, WithDecryption: true }),
    );
    return found?.Value ?? '';
  } catch (error) {
    if (isAwsError(error, 'ParameterNotFound')) throw unknown(parameter);
    if (error instanceof AwsCallError && error.action === 'kms:Decrypt') {
      throw new SecretError(
        'SECRET_UNREADABLE',
        `the key of ${platform.organization.slug} lets only the organization's own hubs decrypt ${parameter}: ` +
          'operators write secrets and cannot read them; put a new value if this one is lost',
      );
    }
    throw error;
  }
}

/** @throws SecretError if there is no such secret. */
export async function deleteSecret(platform: Platform, secret: SecretName): Promise<string> {
  const parameter = parameterName(platform, secret);
  try {
    await platform.clients.ssm.send(new DeleteParameterCommand({ Name: parameter }));
    return parameter;
  } catch (error) {
    if (isAwsError(error, 'ParameterNotFound')) throw unknown(parameter);
    throw error;
  }
}

async function metadataOf(platform: Platform, parameter: string): Promise<ParameterMetadata | undefined> {
  const [found] = await describe(platform, { Key: 'Name', Option: 'Equals', Values: [parameter] });
  return found;
}

async function describe(
  { clients }: Platform,
  filter: { Key: string; Option: string; Values: string[] },
): Promise<ParameterMetadata[]> {
  const found: ParameterMetadata[] = [];
  const pages = paginateDescribeParameters({ client: clients.ssm }, { ParameterFilters: [filter] });
  for await (const { Parameters = [] } of pages) found.push(...Parameters);
  return found;
}

function summaryOf(platform: Platform, metadata: ParameterMetadata): SecretSummary[] {
  const { Name: parameter = '', Version: version = 0, Tier: tier = 'Standard', KeyId: key = '' } = metadata;
  const secret = secretNameOf(platform, parameter);
  if (secret === undefined) return [];
  return [
    {
      ...secret,
      parameter,
      version,
      tier,
      changedAt: metadata.LastModifiedDate?.toISOString() ?? '',
      key,
    },
  ];
}

function unknown(parameter: string): SecretError {
  return new SecretError(
    'SECRET_UNKNOWN',
    `there is no secret ${parameter}; see them with data-hub secret list`,
  );
}
