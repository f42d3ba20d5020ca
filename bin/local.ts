import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { organizationTable, readBackLine, usageText } from '../tools/local/report';
import { Steps } from '../tools/local/steps';
import { EXIT_CODES, EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { whenInterrupted } from '../config/interruption';

const REPOSITORY = join(__dirname, '..');

interface Options {
  readonly port?: number;
  readonly pageSize?: number;
  readonly once?: boolean;
  readonly json?: boolean;
}

const program = new Command('npm run local --')
  .description(
    'Starts an emulated AWS account on this machine, provisions environments/local.json in it with the CDK CLI, ' +
      'reads back every resource, and tells a story: Data Hubs upload, a pipeline makes a table, an analyst signs in ' +
      'and queries, each is refused what is not theirs, and a stolen hub is cut off. Nothing outside this machine ' +
      'is used, no AWS credentials, no Docker.',
  )
  .option('--port <number>', 'port of https://localhost (default: any free port)', port)
  .option(
    '--page-size <number>',
    'at most this many items on a page of a list, to find clients that read one page only (default: as on AWS)',
    pageSize,
  )
  .option('--once', 'exit after the story, instead of staying up until Ctrl-C')
  .option('--json', 'print one JSON object on standard output; progress goes to standard error')
  .addHelpText(
    'after',
    [
      '',
      'Needs Python 3.10 or later (the variable PYTHON names another one than python3), and its packages: the',
      'first run installs them from the package index into .venv (500 MB). Takes one to two minutes, the first run longer.',
      '',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run local                     up until Ctrl-C',
      '  npm run local -- --port 5000      at https://localhost:5000',
      '  npm run local -- --once           check and exit: 0 if everything is as it should be, else 1',
      '  npm run --silent local -- --once --json | jq .readBack',
    ].join('\n'),
  )
  .allowExcessArguments(false);

main(asCommandLine(program).parse().opts<Options>()).catch(tellAndEnd);

async function main({ port, pageSize, once = false, json = false }: Options): Promise<void> {
  const signal = whenInterrupted();
  // A terminal that is closed takes its end of the output along; what was begun is still ended in order.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const steps = new Steps(json ? process.stderr : process.stdout);
  const options = { repository: REPOSITORY, port, pageSize, steps, signal };
  const { describeDifference } = await import('../lib/deployed/read-back-stack.js');
  const { withLocalAccount } = await import('../tools/local/local-account.js');
  await withLocalAccount(options, async ({ report, untilStopped }) => {
    const { differences } = report.readBack;
    if (json) console.log(JSON.stringify(report));
    for (const difference of differences) console.error(describeDifference(difference));
    if (differences.length > 0) {
      process.exitCode = EXIT_CODES.failed;
      return;
    }
    if (!json) {
      const table = organizationTable(report.organizations, process.stdout.columns);
      console.log(`\n${table}\n\n${readBackLine(report, process.stdout.columns)}`);
    }
    if (once) return;
    if (!json) console.log(`\n${usageText(report)}`);
    await untilStopped();
  });
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 65_535) {
    throw new InvalidArgumentError('Write a port from 1 to 65535.');
  }
  return number;
}

function pageSize(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 9999.');
  return Number(text);
}
