import { Command } from 'commander';
import { counted } from '../../config/counted';
import { roleHelp } from '../../config/command-roles';
import { tellAndEnd } from '../../config/command-line';
import type { EnvironmentConfig } from '../../config/environment-config';
import { loadEnvironment } from '../../config/load-environment';
import type { AccountView } from '../../lib/organizations/account-view';
import { columns } from '../terminal/columns';
import { withProgressLines } from '../terminal/progress-lines';
import { OFFLINE } from './offline';

interface Options {
  readonly environment: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** `list`: every organization of an environment, and what the account knows of it. */
export function listCommand(directory: string): Command {
  return new Command('list')
    .summary('list the organizations of an environment')
    .description(
      "Lists the organizations of an environment's file and, where credentials of its account are at hand, how many " +
        'hubs each has, the state of its stack, and stacks of organizations that are not in the file.',
    )
    .requiredOption('--environment <name>', 'environment, for example production')
    .option('--offline', 'do not ask AWS')
    .option('--json', 'print the organizations as JSON')
    .addHelpText(
      'after',
      [
        '',
        roleHelp('organizations list'),
        '',
        'Examples:',
        '  npm run organizations -- list --environment production',
        "  npm run --silent organizations -- list --environment production --json | jq '.organizations[] | select(.hubs == 0).slug'",
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => list(directory, options).catch(tellAndEnd));
}

async function list(directory: string, options: Options): Promise<void> {
  const environment = loadEnvironment(options.environment, directory, '--environment');
  const view = options.offline === true ? OFFLINE : await ask(environment);
  if (options.json === true) console.log(JSON.stringify(resultOf(environment, view), null, 2));
  else console.log(linesOf(environment, view).join('\n'));
}

function ask(environment: EnvironmentConfig): Promise<AccountView> {
  return withProgressLines(`asking account ${environment.account}`, async () => {
    // The clients take half a second to load.
    const { viewAccount } = await import('../../lib/organizations/account-view.js');
    return viewAccount(environment);
  });
}

/** For a program: null is what could not be read. */
function resultOf(environment: EnvironmentConfig, { stacks, hubs, unrecorded, notes }: AccountView): unknown {
  return {
    environment: environment.name,
    account: environment.account,
    region: environment.region.name,
    organizations: environment.organizations.map((organization) => {
      const stack = stacks?.get(organization.slug);
      return {
        ...organization,
        hubs: hubs?.get(organization.slug) ?? null,
        stack:
          stack === undefined ? null : { name: stack.name, state: stack.state, status: stack.status ?? null },
      };
    }),
    unrecorded:
      unrecorded?.map(({ slug, stack }) => ({ slug, stack: stack.name, status: stack.status ?? null })) ??
      null,
    retired: environment.retiredSlugs,
    notes,
  };
}

function linesOf(
  environment: EnvironmentConfig,
  { stacks, hubs, unrecorded = [], notes }: AccountView,
): string[] {
  const { name, account, region, organizations, retiredSlugs } = environment;
  const rows = organizations.map(({ slug, displayName, status, athenaUsers }) => [
    slug,
    displayName,
    status,
    String(athenaUsers.length),
    ...(hubs === undefined ? [] : [String(hubs.get(slug) ?? 0)]),
    ...(stacks === undefined ? [] : [stacks.get(slug)?.state ?? 'absent']),
  ]);
  const heading = [
    'SLUG',
    'NAME',
    'STATUS',
    'IAM USERS',
    ...(hubs === undefined ? [] : ['HUBS']),
    ...(stacks === undefined ? [] : ['STACK']),
  ];
  return [
    `${name} in ${account}, ${region.name}: ${counted(organizations.length, 'organization')}` +
      (retiredSlugs.length === 0 ? '' : `, ${counted(retiredSlugs.length, 'retired slug')}`),
    ...(rows.length === 0 ? [] : ['', ...columns([heading, ...rows])]),
    ...(unrecorded.length === 0
      ? []
      : [
          '',
          `Deployed, and not in environments/${name}.json (npm run preflight says what to do):`,
          ...unrecorded.map(({ slug, stack }) => `  ${slug}: ${stack.name} (${stack.status ?? ''})`),
        ]),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ];
}
