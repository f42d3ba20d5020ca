import { Command } from 'commander';
import { runCommand } from './run-command';

interface Options {
  readonly hub: string;
  readonly organization: string;
  readonly out: string;
}

/** `csr`: key and certificate request of a new hub. */
export function csrCommand(): Command {
  return new Command('csr')
    .summary('make a private key and a certificate request')
    .description(
      'Makes a P-256 private key (mode 0600, never leaves this machine) and a certificate request for it, ' +
        'for the operators of the platform. Overwrites nothing.',
    )
    .requiredOption('--hub <name>', "the hub's name within its organization")
    .requiredOption('--organization <slug>', 'the organization that the hub uploads for')
    .option('--out <folder>', 'folder for both files; made if it is missing', '.')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub csr --hub berlin-1 --organization acme --out /etc/data-hub',
        '  data-hub csr --hub berlin-1 --organization acme --out /etc/data-hub/next    for a rotation',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => make(options)));
}

async function make(options: Options): Promise<void> {
  const { createRequest } = await import('../src/csr/create-request.js');
  const { thingName, privateKey, request } = await createRequest(options);
  console.log(`Made for ${thingName}:`);
  console.log(`  ${privateKey}   stays here`);
  console.log(`  ${request}   give it to the platform's operators, who enrol the hub with it`);
}
