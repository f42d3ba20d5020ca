import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { organizationWarnings } from '../../config/environment-warnings';
import { ConfigurationError, describeProblems } from '../../config/errors';
import { loadEnvironment } from '../../config/load-environment';
import type { OrganizationNames } from '../../config/name-patterns';
import { Naming } from '../../config/naming';
import { unknownOrganization } from '../../config/unknown-organization';
import { hubNameProblem, thingNameOf } from '../../packages/data-hub/src/hub-name';
import { type Clock, corrected, MACHINE_CLOCK } from './clock';
import { NotDeployedError, WrongAccountError } from './errors';
import { platformClients, type PlatformClients } from './platform-clients';

/** One organization of one environment, as an operator works on it. */
export interface Platform {
  readonly environment: EnvironmentConfig;
  readonly organization: OrganizationConfig;
  readonly naming: Naming;
  readonly names: OrganizationNames;
  readonly clients: PlatformClients;
  readonly clock: Clock;
}

export interface PlatformOptions {
  /** Name of the environment, for example `production`. */
  readonly environment: string;
  readonly organization: string;
  /** Folder of the environment files. */
  readonly directory: string;
  /** Told what people could mistake about the organization, in lines. */
  readonly onWarning?: (lines: string) => void;
  /** @default - the SDK's clients with the caller's credentials */
  readonly clientsOf?: (environment: EnvironmentConfig) => PlatformClients;
  /** @default - the machine's clock, corrected by AWS's */
  readonly clock?: Clock;
}

/** A hub by its name within the organization. */
export interface Hub {
  readonly name: string;
  readonly thingName: string;
}

/**
 * Loads the environment, finds the organization, and makes sure that the caller is in the environment's account.
 * @throws ConfigurationError for an environment or an organization that is not there.
 * @throws WrongAccountError if the caller's account is another.
 */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { environment, organization } = find(options, options.organization);
  const warnings = organizationWarnings(environment, organization.slug);
  if (warnings.length > 0) options.onWarning?.(describeProblems(warnings, 'warning'));
  return (await openWith(options, environment))(organization);
}

/**
 * The same for every organization of an environment, or for one. They share their clients.
 * @param options `organization` is a slug, or `all`.
 * @throws what {@link openPlatform} throws
 */
export async function openPlatforms(options: PlatformOptions): Promise<Platform[]> {
  if (options.organization !== 'all') return [await openPlatform(options)];
  const environment = loadEnvironment(options.environment, options.directory, '--environment');
  const platformOf = await openWith(options, environment);
  return environment.organizations.map(platformOf);
}

function find(
  { environment: name, directory }: PlatformOptions,
  slug: string,
): { environment: EnvironmentConfig; organization: OrganizationConfig } {
  const environment = loadEnvironment(name, directory, '--environment');
  const organization = environment.organizations.find((one) => one.slug === slug);
  if (organization !== undefined) return { environment, organization };
  throw new ConfigurationError([unknownOrganization(environment, slug, '--organization')]);
}

async function openWith(
  options: PlatformOptions,
  environment: EnvironmentConfig,
): Promise<(organization: OrganizationConfig) => Platform> {
  const clients =
    options.clientsOf === undefined ? platformClients(environment.region) : options.clientsOf(environment);
  const serverTime = await requireAccount(environment, clients);
  const naming = new Naming(environment);
  const clock = corrected(options.clock ?? MACHINE_CLOCK, serverTime);
  return (organization) => ({
    environment,
    organization,
    naming,
    names: naming.organization(organization.slug),
    clients,
    clock,
  });
}

/** @throws ConfigurationError for a name that no hub can have. */
export function hubOf({ organization }: Platform, name: string): Hub {
  const fix = hubNameProblem(name);
  if (fix !== undefined) throw new ConfigurationError([{ place: '--hub', value: name, fix }]);
  return { name, thingName: thingNameOf(organization.slug, name) };
}

export function notDeployed({ environment, names }: Platform, missing: string): NotDeployedError {
  return new NotDeployedError(missing, environment.name, names.stack);
}

/**
 * Refuses any other account than the environment's; returns the time by AWS's clock, if the answer tells it.
 * @throws WrongAccountError
 */
export async function requireAccount(
  environment: EnvironmentConfig,
  { sts }: Pick<PlatformClients, 'sts'>,
): Promise<Date | undefined> {
  let date: string | undefined;
  const command = new GetCallerIdentityCommand({});
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      date = (result.response as { headers?: Record<string, string> } | undefined)?.headers?.['date'];
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  const { Account: account, Arn: arn } = await sts.send(command);
  const partition = arn?.split(':')[1];
  if (account !== environment.account || partition !== environment.region.partition) {
    throw new WrongAccountError(
      environment.name,
      environment.account,
      account ?? 'an unknown account',
      arn ?? 'an unknown identity',
    );
  }
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}
