import { Command } from 'commander';
import { confirm } from '../terminal/confirmation';
import { columns } from '../terminal/columns';
import {
  type OrganizationOptions,
  organizationCommand,
  organizationLine,
  print,
  runForOrganization,
} from './organization-command';

interface SecretOptions extends OrganizationOptions {
  readonly connector: string;
  readonly name: string;
}

/** `secret`: what connectors need and nobody is to see. */
export function secretCommand(): Command {
  const command = new Command('secret')
    .summary('store connector secrets')
    .description(
      'Connector secrets, as SecureString parameters under /<environment>/<organization>/connectors/, encrypted with ' +
        "the organization's key. Operators write them; the organization's hubs read them.",
    );
  for (const sub of [putCommand(), getCommand(), listCommand(), deleteCommand()]) command.addCommand(sub);
  return command;
}

function putCommand(): Command {
  return secretCommandNamed('put')
    .description(
      'Stores a secret, in place of an earlier value. The value comes from standard input or a file, never from an ' +
        'argument. It must be UTF-8 text. One line feed at its end is dropped, and a byte-order mark at its ' +
        'beginning is refused, unless --exact is given. Up to 4096 bytes go to the standard ' +
        'tier of Parameter Store, up to 8192 to the advanced one, which costs; more is refused.',
    )
    .option('--file <file>', 'file with the value; - reads standard input', '-')
    .option('--exact', 'keep every byte: a line feed at the end, a byte-order mark at the beginning')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub secret put --environment production --organization acme --connector postgres --name password',
        '  data-hub secret put ... --connector sftp --name private-key --file key.pem --exact',
      ].join('\n'),
    )
    .action((options: SecretOptions & { readonly file: string; readonly exact?: boolean }) =>
      runForOrganization('secret put', options, 'storing the secret', async (platform) => {
        const { readSecretValue } = await import('../../lib/hubs/secrets/secret-value.js');
        const { putSecret, requireUsableKey } = await import('../../lib/hubs/secrets/secrets.js');
        // Before anybody types a secret in vain.
        requireUsableKey(platform);
        const value = readSecretValue(options.file, options.exact === true);
        const { newlineRemoved, bytes } = value;
        const stored = await putSecret(platform, options, value);
        print(options.json, { ...stored, bytes, newlineRemoved }, () => [
          `${stored.replaced ? 'Replaced' : 'Stored'}: ${stored.parameter}, version ${stored.version}, ${bytes} bytes (${stored.tier})`,
          ...(newlineRemoved ? ['A line feed at the end was dropped (--exact keeps it).'] : []),
        ]);
      }),
    );
}

function getCommand(): Command {
  return secretCommandNamed('get')
    .description(
      "Shows the versions and dates of a secret; with --reveal its value, which only the organization's own hubs can " +
        'decrypt, and operators cannot.',
    )
    .option('--reveal', 'print the value, exactly as it is stored, and nothing else')
    .addHelpText(
      'after',
      [
        '',
        'Example:',
        '  data-hub secret get --environment production --organization acme --connector postgres --name password',
      ].join('\n'),
    )
    .action((options: SecretOptions & { readonly reveal?: boolean }) =>
      runForOrganization('secret get', options, 'reading the secret', async (platform) => {
        const { revealSecret, showSecret } = await import('../../lib/hubs/secrets/secrets.js');
        if (options.reveal === true) {
          const value = await revealSecret(platform, options);
          process.stdout.write(options.json === true ? `${JSON.stringify({ value })}\n` : value);
          return;
        }
        const secret = await showSecret(platform, options);
        print(options.json, secret, () =>
          columns(Object.entries(secret).map(([key, value]) => [key, String(value)])),
        );
      }),
    );
}

function listCommand(): Command {
  return organizationCommand('secret list', 'list')
    .description("Lists an organization's secrets with versions and dates, without values.")
    .option('--connector <name>', 'only of this connector')
    .option('--json', 'print the secrets as JSON')
    .addHelpText(
      'after',
      ['', 'Example:', '  data-hub secret list --environment production --organization acme'].join('\n'),
    )
    .action((options: OrganizationOptions & { readonly connector?: string }) =>
      runForOrganization('secret list', options, 'reading the secrets', async (platform) => {
        const { listSecrets } = await import('../../lib/hubs/secrets/secrets.js');
        const secrets = await listSecrets(platform, options.connector);
        const rows = secrets.map(({ connector, name, version, tier, changedAt }) => [
          connector,
          name,
          String(version),
          tier,
          changedAt,
        ]);
        print(options.json, secrets, () => [
          organizationLine(platform),
          '',
          ...columns([['CONNECTOR', 'NAME', 'VERSION', 'TIER', 'CHANGED'], ...rows]),
        ]);
      }),
    );
}

function deleteCommand(): Command {
  return secretCommandNamed('delete')
    .description('Deletes a secret with all its versions. This cannot be undone.')
    .option('--dry-run', 'show what would be deleted, and change nothing')
    .option('--yes', 'do not ask for confirmation')
    .addHelpText(
      'after',
      [
        '',
        'Example:',
        '  data-hub secret delete --environment production --organization acme --connector postgres --name password',
      ].join('\n'),
    )
    .action((options: SecretOptions & { readonly dryRun?: boolean; readonly yes?: boolean }) =>
      runForOrganization('secret delete', options, 'deleting the secret', async (platform) => {
        const { deleteSecret, showSecret } = await import('../../lib/hubs/secrets/secrets.js');
        const { parameter, version } = await showSecret(platform, options);
        const dryRun = options.dryRun === true;
        if (!dryRun) {
          await confirm(
            `To be deleted for good: ${parameter} (version ${version}) of ${organizationLine(platform)}`,
            options.name,
            options.yes,
          );
          await deleteSecret(platform, options);
        }
        print(options.json, { parameter, dryRun }, () => [
          dryRun ? `Would delete ${parameter}. Nothing was changed.` : `Deleted: ${parameter}`,
        ]);
      }),
    );
}

/** A command about one secret. */
function secretCommandNamed(name: 'put' | 'get' | 'delete'): Command {
  return organizationCommand(`secret ${name}`, name)
    .requiredOption('--connector <name>', 'data connector that uses it, for example postgres')
    .requiredOption('--name <name>', 'name of the secret, for example password')
    .option('--json', 'print the result as JSON');
}
