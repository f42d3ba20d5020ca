import { join } from 'node:path';
import { Command } from 'commander';
import { describeProblems } from '../config/errors';
import { selectFromContext } from '../config/selection';
import { PREFLIGHT_EXIT_CODES, preflightText } from '../lib/preflight/report';
import { asCommandLine, tellAndEndWith } from '../config/command-line';
import { withProgressLines } from './terminal/progress-lines';

const ENVIRONMENTS = join(__dirname, '..', 'environments');
/** As for bad arguments: nothing was checked then. */
const NOT_CHECKED = PREFLIGHT_EXIT_CODES['not checked'];

interface Options {
  readonly environment: string;
  readonly organization?: string;
  readonly json?: boolean;
}

const program = new Command('npm run preflight --')
  .description(
    'Checks what a deployment would meet in the account of an environment, and changes nothing: credentials, CDK ' +
      'bootstrap, the state of the stacks, listed IAM users, and names that may be taken.',
  )
  .requiredOption('--environment <name>', 'environment, for example production')
  .option('--organization <slug>', 'check what this organization alone would meet')
  .option('--json', 'print the findings as JSON')
  .addHelpText(
    'after',
    [
      '',
      'Role: whoever deploys; no role of operators (docs/operator/roles.md)',
      'Reads in the role cdk-hnb659fds-lookup-role-* of cdk bootstrap if you may assume it, else with your own',
      'permissions. `npm run deploy` runs it first.',
      '',
      'Exit codes: 0 ready to deploy, 1 something is wrong, 2 bad arguments, or something could not be checked.',
      '',
      'Examples:',
      '  npm run preflight -- --environment production',
      '  npm run preflight -- --environment production --organization newco',
      '  npm run --silent preflight -- --environment production --json | jq \'.checks[].findings[] | select(.outcome != "ok")\'',
    ].join('\n'),
  )
  .allowExcessArguments(false);
asCommandLine(program).parse();

main(program.opts<Options>()).catch(tellAndEndWith(NOT_CHECKED));

async function main({ environment, organization, json = false }: Options): Promise<void> {
  const selection = selectFromContext({ environment, organization }, ENVIRONMENTS, {
    environment: '--environment',
    organization: '--organization',
  });
  if (selection.notice !== undefined) console.error(selection.notice);
  if (selection.warnings !== undefined) console.error(describeProblems(selection.warnings, 'warning'));
  const { runPreflight } = await import('../lib/preflight/run-preflight.js');
  const { report } = await withProgressLines(`asking account ${selection.environment.account}`, () =>
    runPreflight(selection),
  );
  console.log(json ? JSON.stringify(report, null, 2) : preflightText(report));
  process.exitCode = PREFLIGHT_EXIT_CODES[report.outcome];
}
