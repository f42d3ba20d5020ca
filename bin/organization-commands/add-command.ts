import { Command } from 'commander';
import { tellAndEnd } from '../../config/command-line';
import { ConfigurationError, describeProblems } from '../../config/errors';
import { RepeatableOption } from '../../config/repeatable-option';
import { type Addition, FIELD_OPTIONS, planAddition } from '../../lib/organizations/add-organization';
import { type NextStep, nextSteps } from '../../lib/organizations/next-steps';
import type { Finding } from '../../lib/preflight/check';
import { withProgressLines } from '../terminal/progress-lines';

interface Options {
  readonly environment: string;
  readonly displayName?: string;
  readonly status?: string;
  readonly athenaUser?: readonly string[];
  readonly dryRun?: boolean;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** `add`: an organization in the environment's file, and what to do next. */
export function addCommand(directory: string): Command {
  return new Command('add')
    .summary('add an organization to the file of an environment')
    .description(
      "Adds an organization to the end of the environment's file, in the form of its neighbours, if the file loads " +
        'with it. Deploys nothing: prints the commands that follow. A slug is permanent.',
    )
    .argument('<slug>', 'unique, permanent name in prefixes, ARNs and policies, for example newco')
    .requiredOption('--environment <name>', 'environment, for example production')
    .option('--display-name <name>', 'the name that people know (default: made from the slug)')
    .option('--status <status>', 'active or suspended (default: active)')
    .addOption(new RepeatableOption('--athena-user <name>', 'existing IAM user for its Athena policy'))
    .option('--dry-run', 'check everything, print the change, and write nothing')
    .option('--offline', 'do not ask AWS whether the users exist')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      [
        '',
        'An organization that is already there is left as it is, or refused if other fields are given. A retired slug is refused.',
        'With credentials of the account, users are looked up, and one that does not exist is refused.',
        'Analysts are not listed: the session tag orgSlug of their identity provider says where they belong.',
        '',
        'Examples:',
        '  npm run organizations -- add newco --environment production --display-name "Newco Ltd" --dry-run',
        '  npm run organizations -- add newco --environment production --athena-user jane --athena-user joe',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((slug: string, options: Options) => add(directory, slug, options).catch(tellAndEnd));
}

async function add(directory: string, slug: string, options: Options): Promise<void> {
  const { environment, displayName, status, athenaUser } = options;
  const addition = planAddition(environment, directory, {
    slug,
    displayName,
    status,
    athenaUsers: athenaUser,
  });
  const users = await findUsers(addition, options.offline ?? false);
  if (options.dryRun !== true) addition.write();
  if (options.json === true) {
    console.log(JSON.stringify(resultOf(addition, users, options), null, 2));
    return;
  }
  if (addition.warnings.length > 0) console.error(describeProblems(addition.warnings, 'warning'));
  console.log(textOf(addition, users, options).join('\n'));
}

/** @throws ConfigurationError for users that do not exist. */
async function findUsers(addition: Addition, offline: boolean): Promise<readonly Finding[]> {
  const { environment, organization } = addition;
  if (organization.athenaUsers.length === 0) return [];
  if (offline) return [{ outcome: 'not checked', message: 'whether the IAM users exist: --offline' }];
  // The clients take half a second to load.
  const { checkUsers } = await import('../../lib/organizations/check-users.js');
  const findings = await withProgressLines(`asking account ${environment.account} for the users`, () =>
    checkUsers(environment, organization),
  );
  const missing = findings.filter(({ outcome }) => outcome === 'failed');
  if (missing.length === 0) return findings;
  throw new ConfigurationError(
    missing.map(({ message }) => ({
      place: FIELD_OPTIONS.athenaUsers,
      fix: `${message}; create it first, or correct it`,
    })),
  );
}

function resultOf(addition: Addition, users: readonly Finding[], { dryRun = false }: Options): unknown {
  const { environment, file, entry, recorded, warnings, diff } = addition;
  return {
    environment: environment.name,
    file,
    outcome: recorded ? 'already there' : dryRun ? 'not written' : 'added',
    entry,
    warnings,
    users,
    diff,
    next: nextSteps(addition),
  };
}

function textOf(addition: Addition, users: readonly Finding[], { dryRun = false }: Options): string[] {
  const { organization, file, recorded, diff } = addition;
  const who = `${organization.displayName} (${organization.slug})`;
  return [
    recorded
      ? `${who} is in ${file} already: nothing to write.`
      : dryRun
        ? `${who} can be added to ${file}. Nothing was written.`
        : `Added ${who} to ${file}.`,
    ...(dryRun && diff !== '' ? ['', diff] : []),
    ...(users.length === 0 ? [] : ['', ...users.map(({ outcome, message }) => `${outcome}: ${message}`)]),
    '',
    'Next:',
    ...nextSteps(addition).flatMap(stepLines),
  ];
}

function stepLines({ what, commands }: NextStep, index: number): string[] {
  return [`  ${index + 1}. ${what}`, ...commands.map((command) => `       ${command}`)];
}
