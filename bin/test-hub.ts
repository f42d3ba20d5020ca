import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { whenInterrupted } from '../config/interruption';
import { Steps } from '../tools/local/steps';

interface Options {
  readonly suite: string;
  readonly mirror?: string;
}

const command = new Command('npm run test:hub --')
  .description(
    'Takes a Data Hub through its life on a fresh Debian in a temporary folder, against the local account: installs the ' +
      'package with apt, sets it up with an enrolment file through a proxy that demands a login, uploads with five ' +
      'programs in four languages, renews its certificate while uploads go on, loses the disk of a second hub whose ' +
      'key is in a token, and revokes.',
  )
  .option('--suite <name>', 'the Debian to install in', 'trixie')
  .option('--mirror <url>', 'where its packages are (default: where mmdebstrap takes them from)')
  .addHelpText(
    'after',
    [
      '',
      'Needs Linux, root, mmdebstrap, tinyproxy, Python with venv, the network, and 2 GB in the temporary folder.',
      'What is missing is named, and nothing is skipped. Takes about two minutes.',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  sudo apt install mmdebstrap tinyproxy && sudo npm run test:hub',
      '  sudo npm run test:hub -- --mirror http://deb.example.com/debian',
    ].join('\n'),
  )
  .allowExcessArguments(false)
  .action(run);

asCommandLine(command).parseAsync().catch(tellAndEnd);

async function run(debian: Options): Promise<void> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const repository = join(__dirname, '..');
  const { testHub } = await import('../tools/acceptance/test-hub.js');
  await testHub({ repository, debian, steps: new Steps(process.stdout), signal: whenInterrupted() });
}
