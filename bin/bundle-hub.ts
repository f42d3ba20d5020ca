import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { writeHubBundle } from '../tools/hub-bundle/write-hub-bundle';
import { EXIT_CODES_HELP, refuseBadArguments, tellAndEnd } from '../config/command-line';

const command = new Command('npm run bundle-hub --')
  .description(
    'Writes the commands of a Data Hub into one file, which needs Node.js 20 or later and nothing else.',
  )
  .option('--out <file>', 'where to write it', 'dist/data-hub.js')
  .addHelpText(
    'after',
    [
      '',
      'The licences of all that is bundled stand at the end of the file. Takes about a second.',
      EXIT_CODES_HELP,
      '',
      'Example:',
      '  npm run bundle-hub && scp dist/data-hub.js hub:/usr/local/bin/data-hub',
    ].join('\n'),
  )
  .allowExcessArguments(false);
const { out } = refuseBadArguments(command).parse().opts<{ out: string }>();

try {
  console.log(`${out}: ${(writeHubBundle(join(__dirname, '..'), resolve(out)) / 1e6).toFixed(1)} MB`);
} catch (error) {
  tellAndEnd(error);
}
