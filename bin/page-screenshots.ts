import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { requireOutputFolder } from '../config/output-folder';

const ROOT = join(__dirname, '..');

const command = new Command('npm run screenshots --')
  .description(
    'Makes pages of the isolation proof, one proved and one violated, of a review and of Data Hubs, and takes screenshots of them.',
  )
  .argument('[folder]', 'where the screenshots go', join('docs', 'images'))
  .addHelpText(
    'after',
    [
      '',
      'Needs Chromium: /usr/bin/chromium, or the one that the environment variable CHROMIUM names.',
      'Takes half a minute.',
      '',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run screenshots',
      '  npm run screenshots -- /tmp/screenshots',
    ].join('\n'),
  )
  .allowExcessArguments(false)
  .action(async (folder: string) => {
    requireOutputFolder('folder', folder);
    const { examplePages } = await import('../tools/page-examples/example-pages.js');
    const { takeScreenshots } = await import('../tools/page-examples/take-screenshots.js');
    const pages = examplePages(join(ROOT, 'environments'), new Date());
    for (const file of await takeScreenshots(pages, folder)) console.log(file);
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);
