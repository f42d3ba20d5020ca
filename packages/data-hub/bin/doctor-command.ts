import { Command } from 'commander';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly upload: boolean;
  readonly json?: boolean;
  readonly cache?: string;
}

/** `doctor`: what is wrong between a hub and its bucket, and what to do about it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('check everything, from the files of the hub to an upload')
    .description(
      'Checks the key pair, the certificate, DNS, the proxy, TLS, the clock, credentials, an upload (one small object under ' +
        '<prefix>_doctor/), and that the hub cannot read it back; says what to fix. Exits with 0 only if all is well.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .option('--no-upload', 'upload nothing (those two checks are then skipped, and the exit code is 1)')
    .option(
      '--cache <file>',
      'cache of the credentials command; a refusal that it holds is forgotten once there are credentials',
    )
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub doctor --config /etc/data-hub/hub.json',
        '  data-hub doctor --config /etc/data-hub/hub.json --json | jq \'.[] | select(.outcome == "fail")\'',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => examineHub(options)));
}

async function examineHub({ config: configFile, upload, json, cache }: Options): Promise<void> {
  const { resultText } = await import('../src/doctor/check.js');
  const { examine, isWell } = await import('../src/doctor/doctor.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  const { forgetRefusal } = await import('../src/cache/cached-credentials.js');
  const config = readHubConfig(configFile);
  const results = await examine({
    config,
    configFile,
    checkBucket: upload
      ? // The SDK is loaded only if it comes to that: it takes longer than all other checks.
        async (...about) => (await import('../src/doctor/bucket-checks.js')).checkBucket(...about)
      : undefined,
    onResult: (result) => {
      if (json !== true) console.log(resultText(result));
    },
  });
  if (json === true) console.log(JSON.stringify(results, null, 2));
  if (!isWell(results)) process.exitCode = 1;
  const credentials = results.find(({ check }) => check === 'credentials');
  if (credentials?.outcome === 'ok') forgetRefusal({ config, configFile, cacheFile: cache });
}
