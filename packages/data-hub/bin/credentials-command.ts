import { Command } from 'commander';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly cache?: string;
  readonly refresh?: boolean;
}

/** `credentials`: what AWS tools read from a `credential_process`. */
export function credentialsCommand(): Command {
  return new Command('credentials')
    .summary('print credentials for AWS tools (credential_process)')
    .description(
      'Prints temporary credentials as the AWS CLI and every SDK read them from a credential_process. ' +
        'They are kept in a file (mode 0600) and renewed after 30 minutes, however many programs ask.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
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
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => print(options)));
}

async function print({ config: configFile, cache, refresh }: Options): Promise<void> {
  const { cachedCredentials, credentialProcessOutput } = await import('../src/cache/cached-credentials.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  const credentials = await cachedCredentials({
    config: readHubConfig(configFile),
    configFile,
    cacheFile: cache,
    refresh: refresh === true,
    onWarning: (message) => {
      console.error(`warning: ${message}`);
    },
  });
  process.stdout.write(`${credentialProcessOutput(credentials)}\n`);
}
