import { Command } from 'commander';
import { DEFAULT_PROFILE } from '../src/formats/credentials-text';
import type { HubCredentials } from '../src/credentials/identity';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly profile: string;
  readonly file?: string;
  readonly cache?: string;
  readonly watch?: boolean;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** `update-credentials-file`: for tools that read `~/.aws/credentials` and nothing else. */
export function updateCredentialsFileCommand(): Command {
  return new Command('update-credentials-file')
    .summary('write credentials into a profile of ~/.aws/credentials')
    .description(
      'Writes temporary credentials into one profile of a credentials file of AWS, for tools that read nothing ' +
        'else. Everything else in the file stays as it is. They are valid for less than an hour: --watch keeps them ' +
        'fresh until it is stopped (SIGTERM); or run it from a timer, every 20 minutes.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .option('--profile <name>', 'profile to write', DEFAULT_PROFILE)
    .option(
      '--file <file>',
      'credentials file, mode 0600 (default: AWS_SHARED_CREDENTIALS_FILE, or ~/.aws/credentials)',
    )
    .option('--cache <file>', 'where credentials are kept (default: .credentials-cache.json beside hub.json)')
    .option('--watch', 'stay, and write again whenever they are renewed')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub update-credentials-file --config /etc/data-hub/hub.json',
        '  data-hub update-credentials-file --config /etc/data-hub/hub.json --profile lab --watch',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => update(options)));
}

async function update({ config: configFile, profile, file: named, cache, watch }: Options): Promise<void> {
  const { cachedCredentials } = await import('../src/cache/cached-credentials.js');
  const { defaultCredentialsFile, updateProfile } = await import('../src/credentials-file/update-profile.js');
  const { watchProfile } = await import('../src/credentials-file/watch-profile.js');
  const { COMMAND_RUNTIME: runtime } = await import('../src/credentials/runtime.js');
  const { requireProfileName } = await import('../src/formats/profile-name.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  requireProfileName(profile);
  const file = named ?? defaultCredentialsFile(process.env);
  const config = readHubConfig(configFile);
  const credentials = (): Promise<HubCredentials> =>
    cachedCredentials({
      config,
      configFile,
      cacheFile: cache,
      onWarning: (message) => {
        console.error(`warning: ${message}`);
      },
    });
  const tell = ({ expiration }: HubCredentials): void => {
    console.log(
      `${file} [${profile}]: credentials of ${config.thingName}, to be renewed by ${expiration.toISOString()}`,
    );
  };
  if (watch !== true) {
    const current = await credentials();
    await updateProfile({ file, profile, credentials: current, runtime });
    tell(current);
    return;
  }
  const stop = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  const onFailure = (message: string): void => {
    console.error(message);
  };
  await watchProfile({ file, profile, credentials, runtime, onUpdate: tell, onFailure }, stop.signal);
}
