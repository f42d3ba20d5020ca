import { join } from 'node:path';
import { Command, Option } from 'commander';
import { EXIT_CODES, EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { whenInterrupted } from '../config/interruption';
import { isAsExpected, outcomeNotes, outcomeTable } from '../tools/clients/clients-report';
import { Steps } from '../tools/local/steps';

interface Options {
  readonly only?: readonly string[];
  readonly ci?: boolean;
  readonly slow?: boolean;
  readonly json?: boolean;
}

const command = new Command('npm run test:clients --')
  .description(
    'Tries the programs that Data Hubs upload with (AWS CLI, SDKs in five languages, rclone, s5cmd, s3cmd, curl, ...) ' +
      'against the local account: a small upload, one in parts, a refusal at the neighbouring organization, and an ' +
      'upload over the end of a session. Installs them into ~/.cache/data-hub-clients, from package registries.',
  )
  .option('--only <names...>', 'names of clients')
  .option('--ci', 'those of every CI run')
  .addOption(new Option('--slow', 'also those that take minutes to build').conflicts('ci'))
  .option('--json', 'print the outcome as JSON on standard output; progress goes to standard error')
  .addHelpText(
    'after',
    [
      '',
      'A client that cannot be installed here is named, and fails the run.',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run test:clients',
      '  npm run test:clients -- --only boto3 s5cmd',
      '  npm run --silent test:clients -- --ci --json | jq .outcomes',
    ].join('\n'),
  )
  .allowExcessArguments(false)
  .action(run);

asCommandLine(command).parseAsync().catch(tellAndEnd);

async function run({ only = [], ci = false, slow = false, json = false }: Options): Promise<void> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { testClients } = await import('../tools/clients/test-clients.js');
  const report = await testClients({
    repository: join(__dirname, '..'),
    only,
    tier: ci ? 'ci' : slow ? 'slow' : 'full',
    steps: new Steps(json ? process.stderr : process.stdout),
    signal: whenInterrupted(),
  });
  if (json) console.log(JSON.stringify(report, null, 2));
  else console.log(`\n${outcomeTable(report.outcomes)}\n${outcomeNotes(report.outcomes, report.untried)}`);
  if (!report.outcomes.every(isAsExpected)) process.exitCode = EXIT_CODES.failed;
}
