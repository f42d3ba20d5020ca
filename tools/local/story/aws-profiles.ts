import { join } from 'node:path';
import { writePrivateFile } from '../../../packages/data-hub/src/cache/private-file';
import { shellCommand } from '../../../packages/data-hub/src/shell-word';
import { ANALYST, claimsOfAnalyst } from './analyst';
import { dataHubCommandLine } from './data-hub-command';
import type { Hub } from './hub';
import type { OrganizationOfStory, StoryContext } from './story-context';

/** A named profile of an AWS config file: where programs that nobody here wrote find their credentials. */
export interface AwsProfile {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Longer than anybody looks at the local account in one day. */
const TOKEN_SECONDS = 12 * 60 * 60;

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html */
export function hubProfile({ repository }: Pick<StoryContext, 'repository'>, hub: HubFiles): AwsProfile {
  const command = [...dataHubCommandLine(repository), 'credentials', '--config', hub.configFile];
  return { name: 'hub', settings: { credential_process: shellCommand(command) } };
}

type HubFiles = Pick<Hub, 'configFile'>;

/**
 * Signs a token for an analyst, and keeps it in a file of its owner's only.
 * https://docs.aws.amazon.com/sdkref/latest/guide/access-assume-role-web.html
 */
export async function analystProfile(
  context: Pick<StoryContext, 'environment' | 'naming' | 'issuer' | 'scratch'>,
  { slug }: Pick<OrganizationOfStory, 'slug'>,
): Promise<AwsProfile> {
  const { naming, issuer, scratch } = context;
  const token = await issuer.sign({ ...claimsOfAnalyst(context, slug), seconds: TOKEN_SECONDS });
  const file = join(scratch, `analyst-of-${slug}.token`);
  writePrivateFile(file, token);
  return {
    name: 'analyst',
    settings: {
      role_arn: naming.roleArn(naming.organization(slug).analystRole),
      role_session_name: ANALYST,
      web_identity_token_file: file,
    },
  };
}

/**
 * Writes a config file of AWS.
 * @returns its path
 */
export function writeAwsConfig(
  { scratch, environment }: Pick<StoryContext, 'scratch' | 'environment'>,
  profiles: readonly AwsProfile[],
): string {
  const file = join(scratch, 'aws-config');
  const sections = profiles.map(({ name, settings }) =>
    [
      `[profile ${name}]`,
      `region = ${environment.region.name}`,
      ...Object.entries(settings).map(([key, value]) => `${key} = ${value}`),
    ].join('\n'),
  );
  writePrivateFile(file, `${sections.join('\n\n')}\n`);
  return file;
}
