import { Command } from 'commander';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
}

/** `proof`: shows the platform that this hub works with its new certificate. */
export function proofCommand(): Command {
  return new Command('proof')
    .summary('prove to the platform which certificate is in use')
    .description(
      'Fetches credentials with the certificate in place, and prints a signed question to AWS STS ("who am I?"). ' +
        'The operators send it, and so learn which certificate the credentials come from. It is valid for five ' +
        'minutes, and for nothing else; still, give it to nobody but them.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .addHelpText(
      'after',
      [
        '',
        'Example, in the course of a rotation:',
        '  data-hub proof --config /etc/data-hub/hub.json > proof.json',
        'and, where the operators work:',
        '  data-hub rotate --environment production --organization acme --hub berlin-1 --finish --proof proof.json',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action(({ config: configFile }: Options) =>
      runCommand(async () => {
        const { readHubConfig } = await import('../src/hub-config.js');
        const { hubFetcher } = await import('../src/credentials/hub-credentials.js');
        const { proveIdentity } = await import('../src/proof/sign-proof.js');
        const config = readHubConfig(configFile);
        console.log(await proveIdentity(config, hubFetcher({ config, configFile })));
      }),
    );
}
