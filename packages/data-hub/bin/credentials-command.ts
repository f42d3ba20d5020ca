import { Command, Option } from 'commander';
import {
  CREDENTIALS_FORMATS,
  type CredentialsFormat,
  DEFAULT_PROFILE,
} from '../src/formats/credentials-text';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly cache?: string;
  readonly refresh?: boolean;
  readonly format: CredentialsFormat;
  readonly profile: string;
}

/** `credentials`: what AWS tools read from a `credential_process`, or in a form that other tools take. */
export function credentialsCommand(): Command {
  return new Command('credentials')
    .summary('print credentials for AWS tools (credential_process)')
    .description(
      'Prints temporary credentials as the AWS CLI and every SDK read them from a credential_process, or for a ' +
        'shell, a credentials file or a program. They are kept in a file (mode 0600) and renewed after 30 minutes, ' +
        'however many programs ask.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .addOption(
      new Option(
        '--format <format>',
        'process: for credential_process; env: export lines; ini: a profile of ~/.aws/credentials; json: an object',
      )
        .choices([...CREDENTIALS_FORMATS])
        .default(CREDENTIALS_FORMATS[0]),
    )
    .option('--profile <name>', 'name of the profile, for --format ini', DEFAULT_PROFILE)
    .option('--cache <file>', 'where credentials are kept (default: .credentials-cache.json beside hub.json)')
    .option('--refresh', 'ignore the cache and fetch new credentials')
    .addHelpText(
      'after',
      [
        '',
        'In ~/.aws/config:',
        '  [profile hub]',
        '  region = eu-central-1',
        '  credential_process = data-hub credentials --config /etc/data-hub/hub.json',
        '',
        'Examples:',
        '  data-hub credentials --config /etc/data-hub/hub.json',
        '  AWS_PROFILE=hub aws sts get-caller-identity',
        '  eval "$(data-hub credentials --config /etc/data-hub/hub.json --format env)"',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => print(options)));
}

async function print({ config: configFile, cache, refresh, format, profile }: Options): Promise<void> {
  const { cachedCredentials } = await import('../src/cache/cached-credentials.js');
  const { credentialsText } = await import('../src/formats/credentials-text.js');
  const { requireProfileName } = await import('../src/formats/profile-name.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  requireProfileName(profile);
  const credentials = await cachedCredentials({
    config: readHubConfig(configFile),
    configFile,
    cacheFile: cache,
    refresh: refresh === true,
    onWarning: (message) => {
      console.error(`warning: ${message}`);
    },
  });
  process.stdout.write(`${credentialsText(format, credentials, profile)}\n`);
}
