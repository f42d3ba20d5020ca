import { join } from 'node:path';
import { operatorRoleName } from '../../../config/operator-role-name';
import { writePrivateFile } from '../../../packages/data-hub/src/cache/private-file';
import { shellCommand } from '../../../packages/data-hub/src/shell-word';
import { ANALYST, claimsOfAnalyst } from './analyst';
import { dataHubCommandLine } from './data-hub-command';
import type { Hub } from './hub';
import type { TokenClaims } from './identity-issuer';
import { claimsOfOperator, DAILY_USES, PEOPLE } from './operators';
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
  const role = context.naming.organization(slug).analystRole;
  const file = `analyst-of-${slug}.token`;
  return tokenProfile(
    context,
    { name: 'analyst', role, session: ANALYST, file },
    claimsOfAnalyst(context, slug),
  );
}

/** The same for the operators who work every day: a profile for each use, named after it. */
export async function operatorProfiles(
  context: Pick<StoryContext, 'environment' | 'naming' | 'issuer' | 'scratch'>,
): Promise<AwsProfile[]> {
  return Promise.all(
    DAILY_USES.map((use) => {
      const role = operatorRoleName(context.naming, use);
      const profile = { name: use, role, session: PEOPLE[use], file: `${use}.token` };
      return tokenProfile(context, profile, claimsOfOperator(context, use));
    }),
  );
}

async function tokenProfile(
  { naming, issuer, scratch }: Pick<StoryContext, 'naming' | 'issuer' | 'scratch'>,
  { name, role, session, file }: Readonly<Record<'name' | 'role' | 'session' | 'file', string>>,
  claims: TokenClaims,
): Promise<AwsProfile> {
  const path = join(scratch, file);
  writePrivateFile(path, await issuer.sign({ ...claims, seconds: TOKEN_SECONDS }));
  return {
    name,
    settings: { role_arn: naming.roleArn(role), role_session_name: session, web_identity_token_file: path },
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
