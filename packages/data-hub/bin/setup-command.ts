import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError } from 'commander';
import { EXIT_CODES } from '../../../config/command-line';
import type { Ask, AskedAnswers } from '../src/setup/ask-answers';
import { runCommand } from './run-command';

interface Options {
  readonly enrolment?: string;
  readonly bundle?: string;
  readonly organization?: string;
  readonly hub?: string;
  readonly folder: string;
  readonly proxy?: string;
  readonly proxyCredentialsFile?: string;
  readonly wait: number;
  readonly keepEnrolmentFile?: boolean;
  readonly service: boolean;
}

const DEFAULT_WAIT = 120;
const MAX_WAIT = 10_080;

/** `setup`: from nothing to a hub that is well. */
export function setupCommand(): Command {
  return new Command('setup')
    .summary('set this machine up as a hub')
    .description(
      "With the operators' enrolment file: makes the key, gets the certificate (minutes to an hour), runs doctor, and " +
        'starts the agent. Without one: makes the key and a request to send to the operators, and with the bundle that ' +
        'they send back does the rest. On a terminal it asks for missing options. Run it again if it ended ' +
        'early: it goes on from where it stopped. Never overwrites a key or a certificate.',
    )
    .option('--enrolment <file>', 'enrolment file of the operators; deleted once the hub is well')
    .option('--bundle <path>', 'bundle of the operators, a folder or tar file')
    .option('--organization <slug>', 'the organization that the hub uploads for')
    .option('--hub <name>', "the hub's name within its organization")
    .option('--folder <folder>', "the hub's folder", '/etc/data-hub')
    .option('--proxy <origin>', 'HTTP proxy to AWS, without user and password')
    .option('--proxy-credentials-file <file>', 'file with user:password of the proxy, mode 0600')
    .option('--wait <minutes>', 'how long to wait for the certificate', minutesOf, DEFAULT_WAIT)
    .option('--keep-enrolment-file', 'do not delete the enrolment file')
    .option('--no-service', "do not start the agent's service")
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  sudo data-hub setup --enrolment acme--berlin-1.enrolment.json',
        '  sudo data-hub setup --organization acme --hub berlin-1',
        '  sudo data-hub setup --bundle acme--berlin-1.tar --proxy http://proxy.example.com:3128',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => run(options)));
}

async function run(options: Options): Promise<void> {
  const { setUp } = await import('../src/setup/set-up.js');
  const { iotShadow } = await import('../src/shadow/iot-shadow.js');
  const { proxy, ...answers } = await answersOf(options);
  const isWell = await setUp({
    answers,
    proxy,
    waitMinutes: options.wait,
    service: options.service,
    keepFile: options.keepEnrolmentFile === true,
    tell: (line) => {
      console.log(line);
    },
    shadowOf: (config, file, dataEndpoint, credentials) =>
      iotShadow({ config, configFile: file, dataEndpoint, credentials }),
    checkBucket: async (...about) => (await import('../src/doctor/bucket-checks.js')).checkBucket(...about),
  });
  if (!isWell) process.exitCode = 1;
}

/** What the arguments say, and on a terminal the person as well. */
async function answersOf(options: Options): Promise<AskedAnswers> {
  const { enrolment, bundle, organization, hub, folder, proxy } = options;
  const file = options.proxyCredentialsFile;
  // In hub.json a path is relative to its folder; here, to where the person is.
  const proxyCredentialsFile = file === undefined ? undefined : resolve(file);
  const given = { enrolment, bundle, organization, hub, folder, proxy: { proxy, proxyCredentialsFile } };
  if (!process.stdin.isTTY || !process.stdout.isTTY) return given;
  const { askAnswers } = await import('../src/setup/ask-answers.js');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Whoever ends the questions ends the command: nothing has been done yet.
  const ended = (): void => {
    process.exit(EXIT_CODES.failed);
  };
  terminal.once('SIGINT', ended).once('close', ended);
  const ask: Ask = async (question) => (await terminal.question(question)).trim();
  try {
    return await askAnswers(given, ask, (line) => {
      console.log(line);
    });
  } finally {
    terminal.off('close', ended).close();
  }
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!/^\d+$/.test(text) || minutes > MAX_WAIT) throw new InvalidArgumentError(`write 0 to ${MAX_WAIT}.`);
  return minutes;
}
