import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type CommandOfOperators, roleHelp } from '../../config/command-roles';
import type { Platform } from '../../lib/account/open-platform';
import { runCommand } from '../../packages/data-hub/bin/run-command';
import { NOTHING_CHANGED, withProgressLines } from '../terminal/progress-lines';

const ENVIRONMENTS = join(__dirname, '..', '..', 'environments');

/** Options of every command that works on an organization. */
export interface OrganizationOptions {
  readonly environment: string;
  readonly organization: string;
  readonly json?: boolean;
}

/**
 * A command with the options that say which organization it is about, and the role that it needs.
 * @param name without the names of the commands above it
 */
export function organizationCommand(command: CommandOfOperators, name: string = command): Command {
  return new Command(name)
    .addHelpText('after', `\n${roleHelp(command)}`)
    .requiredOption('--environment <name>', 'environment, for example production')
    .requiredOption('--organization <slug>', 'organization, for example acme')
    .allowExcessArguments(false);
}

/** `--root-ca`, of commands that write what a hub is given. */
export function rootCaOption(of: 'the hub' | 'the hubs'): Option {
  return new Option(
    '--root-ca <file>',
    `root CA for ${of} (default: Amazon's on AWS; of an emulated account, that of NODE_EXTRA_CA_CERTS)`,
  );
}

/**
 * Runs what a command does for its organization, in the account of the environment and no other. Says on standard
 * error that it is still at work if it takes longer, and that the organization is suspended if it is.
 */
export function runForOrganization(
  command: CommandOfOperators,
  { environment, organization }: OrganizationOptions,
  what: string,
  action: (platform: Platform, progress: (line: string) => void) => Promise<void>,
): Promise<void> {
  return runCommand(async () => {
    const { openPlatform } = await import('../../lib/account/open-platform.js');
    const { tellingSuspension } = await import('../../lib/account/suspension.js');
    const { namingNeededRole } = await import('../../lib/account/needed-role.js');
    const { closeClients } = await import('../../lib/account/platform-clients.js');
    await withProgressLines({ what, whenStopped: whenStopped(command) }, async (tell) => {
      let platform: Platform | undefined;
      try {
        const opened = await openPlatform({
          environment,
          organization,
          directory: ENVIRONMENTS,
          onWarning: (lines) => {
            console.error(lines);
          },
        });
        platform = opened;
        const work = (): Promise<void> =>
          namingNeededRole(command, opened.environment, () => action(opened, tell));
        await tellingSuspension(opened, work, console.error);
      } finally {
        if (platform !== undefined) closeClients(platform.clients);
      }
    });
  });
}

/**
 * Runs what a command does for one organization, or for all of an environment's: see {@link runForOrganization}.
 * @param options `organization` is a slug, or `all`.
 */
export function runForOrganizations(
  command: CommandOfOperators,
  { environment, organization }: Omit<OrganizationOptions, 'json'>,
  what: string,
  action: (platforms: readonly Platform[], progress: (line: string) => void) => Promise<void>,
): Promise<void> {
  return runCommand(async () => {
    const { openPlatforms } = await import('../../lib/account/open-platform.js');
    const { namingNeededRole } = await import('../../lib/account/needed-role.js');
    const { closeClients } = await import('../../lib/account/platform-clients.js');
    await withProgressLines({ what, whenStopped: whenStopped(command) }, async (tell) => {
      const platforms = await openPlatforms({ environment, organization, directory: ENVIRONMENTS });
      try {
        const [first] = platforms;
        const work = (): Promise<void> => action(platforms, tell);
        await (first === undefined ? work() : namingNeededRole(command, first.environment, work));
      } finally {
        for (const { clients } of platforms.slice(0, 1)) closeClients(clients);
      }
    });
  });
}

const READING: readonly CommandOfOperators[] = ['list', 'show', 'secret get', 'secret list'];

function whenStopped(command: CommandOfOperators): string {
  return READING.includes(command)
    ? NOTHING_CHANGED
    : 'run the same command again, and it does what is missing';
}

/** The organization as people know it, with its slug and where it is: `Acme Corporation (acme) in production`. */
export function organizationLine({ environment, organization }: Platform): string {
  const { displayName, slug, status } = organization;
  return `${displayName} (${slug}) in ${environment.name}${status === 'active' ? '' : `, ${status}`}`;
}

/** Prints for a program where that is asked for, else for people. */
export function print(json: boolean | undefined, value: unknown, lines: () => readonly string[]): void {
  console.log(json === true ? JSON.stringify(value, null, 2) : lines().join('\n'));
}
