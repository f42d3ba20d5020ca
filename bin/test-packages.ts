import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { testPackages } from '../tools/hub-packages/test-packages';

interface Options {
  readonly install: boolean;
  readonly suite: string;
  readonly mirror?: string;
}

const command = new Command('npm run test:packages --')
  .description(
    'Tests what owners install on a Data Hub: builds the packages twice and compares them, lints the recipe of the ' +
      'image, and installs, upgrades, removes and purges the .deb in a fresh Debian in a temporary folder.',
  )
  .option('--no-install', 'build and lint only, which needs neither root nor a mirror of Debian')
  .option('--suite <name>', 'the Debian to install in', 'trixie')
  .option('--mirror <url>', 'where its packages are (default: where mmdebstrap takes them from)')
  .addHelpText(
    'after',
    [
      '',
      'Needs Linux, root, mmdebstrap, Python with venv, the network, and 500 MB in the temporary folder. Takes a minute.',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run test:packages -- --no-install',
      '  sudo apt install mmdebstrap && sudo npm run test:packages',
    ].join('\n'),
  )
  .allowExcessArguments(false)
  .action(({ install, suite, mirror }: Options) =>
    testPackages({ repository: join(__dirname, '..'), debian: install ? { suite, mirror } : undefined }),
  );

asCommandLine(command).parseAsync().catch(tellAndEnd);
