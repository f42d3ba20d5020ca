import { Command } from 'commander';
import { roleHelp } from '../../config/command-roles';
import { tellAndEnd } from '../../config/command-line';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { organizationWarnings } from '../../config/environment-warnings';
import { ConfigurationError, describeProblems } from '../../config/errors';
import { loadEnvironment } from '../../config/load-environment';
import { Naming, ORG_SLUG_TAG } from '../../config/naming';
import { listed } from '../../config/quoting';
import { unknownOrganization } from '../../config/unknown-organization';
import type { OrganizationView } from '../../lib/organizations/account-view';
import { columns } from '../terminal/columns';
import { withProgressLines } from '../terminal/progress-lines';
import { OFFLINE } from './offline';

interface Options {
  readonly environment: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** `show`: one organization, what is named after it, and what the account knows of it. */
export function showCommand(directory: string): Command {
  return new Command('show')
    .summary('show one organization')
    .description(
      'Shows an organization with the names that follow from its slug and, where credentials of the account are at ' +
        'hand, its hubs, the state of its stack, and whether its IAM users exist.',
    )
    .argument('<slug>', 'organization, for example acme')
    .requiredOption('--environment <name>', 'environment, for example production')
    .option('--offline', 'do not ask AWS')
    .option('--json', 'print the organization as JSON')
    .addHelpText(
      'after',
      [
        '',
        roleHelp('organizations show'),
        '',
        'Examples:',
        '  npm run organizations -- show acme --environment production',
        '  npm run --silent organizations -- show acme --environment production --json | jq .names.workgroup',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((slug: string, options: Options) => show(directory, slug, options).catch(tellAndEnd));
}

async function show(directory: string, slug: string, options: Options): Promise<void> {
  const environment = loadEnvironment(options.environment, directory, '--environment');
  const organization = environment.organizations.find((one) => one.slug === slug);
  if (organization === undefined) {
    throw new ConfigurationError([unknownOrganization(environment, slug, 'SLUG')]);
  }
  const warnings = organizationWarnings(environment, organization.slug);
  if (warnings.length > 0) console.error(describeProblems(warnings, 'warning'));
  const view = options.offline === true ? OFFLINE : await ask(environment, organization);
  if (options.json === true) console.log(JSON.stringify(resultOf(environment, organization, view), null, 2));
  else console.log(linesOf(environment, organization, view).join('\n'));
}

function ask(environment: EnvironmentConfig, organization: OrganizationConfig): Promise<OrganizationView> {
  return withProgressLines(`asking account ${environment.account}`, async () => {
    // The clients take half a second to load.
    const { viewOrganization } = await import('../../lib/organizations/account-view.js');
    return viewOrganization(environment, organization);
  });
}

/** For a program: null is what could not be read. */
function resultOf(
  environment: EnvironmentConfig,
  organization: OrganizationConfig,
  { stack, hubs, users, notes }: OrganizationView,
): unknown {
  const naming = new Naming(environment);
  return {
    environment: environment.name,
    ...organization,
    names: naming.organization(organization.slug),
    stack:
      stack === undefined ? null : { name: stack.name, state: stack.state, status: stack.status ?? null },
    hubs: hubs ?? null,
    users: users ?? null,
    notes,
  };
}

function linesOf(
  environment: EnvironmentConfig,
  { slug, displayName, status, athenaUsers }: OrganizationConfig,
  { stack, hubs, users, notes }: OrganizationView,
): string[] {
  const naming = new Naming(environment);
  const names = naming.organization(slug);
  const state =
    stack === undefined ? '' : `, ${stack.state}${stack.status === undefined ? '' : ` (${stack.status})`}`;
  const rows = [
    ['Status', status],
    ['Stack', names.stack + state],
    ...(hubs === undefined
      ? []
      : [['Data Hubs', hubs.length === 0 ? 'none' : `${hubs.length}: ${listed(hubs)}`]]),
    ['IAM users', athenaUsers.length === 0 ? 'none' : listed(athenaUsers)],
    ...(environment.analysts === undefined
      ? []
      : [['Analysts', `role ${names.analystRole}, for the session tag ${ORG_SLUG_TAG}=${slug}`]]),
    ['Key', names.keyAlias],
    ['Raw data', naming.dataUri(naming.shared.rawBucket, slug)],
    ['Workgroup', names.workgroup],
    ['Database', names.database],
  ];
  const missing = (users ?? []).filter(({ outcome }) => outcome !== 'ok');
  return [
    `${displayName} (${slug}) in ${environment.name}`,
    '',
    ...columns(rows),
    ...(missing.length === 0 ? [] : ['', ...missing.map(({ message, fix }) => `${message}; ${fix ?? ''}`)]),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ];
}
