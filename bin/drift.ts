import { join } from 'node:path';
import { Command } from 'commander';
import { roleHelp } from '../config/command-roles';
import { asCommandLine, tellAndEndWith } from '../config/command-line';
import { describeProblems } from '../config/errors';
import { Naming } from '../config/naming';
import { operationStackNames } from '../config/operation-stacks';
import { selectFromContext } from '../config/selection';
import { DRIFT_EXIT_CODES, driftOutcome, type DriftReport, driftText } from '../lib/drift/drift-report';
import { inParallel } from '../lib/hubs/fleet/in-parallel';
import { withProgressLines } from './terminal/progress-lines';

const ENVIRONMENTS = join(__dirname, '..', 'environments');
/** As for bad arguments: nothing was checked then. */
const NOT_CHECKED = DRIFT_EXIT_CODES['not checked'];

interface Options {
  readonly environment: string;
  readonly organization?: string;
  readonly json?: boolean;
}

const program = new Command('npm run drift --')
  .description(
    'Finds what somebody changed by hand in the deployed stacks of an environment, and changes nothing. ' +
      'CloudFormation detects drift, and every resource is read back through its own service: CloudFormation ' +
      'does not report policies that were added to a role, policies of queues, or keys of log groups.',
  )
  .requiredOption('--environment <name>', 'environment, for example production')
  .option('--organization <slug>', 'check the stack of this organization alone')
  .option('--json', 'print the report as JSON')
  .addHelpText(
    'after',
    [
      '',
      'It compares with the templates that were deployed last, not with the working tree; `npm run diff` does that.',
      roleHelp('drift'),
      'Reads in the role cdk-hnb659fds-lookup-role-* of cdk bootstrap if you may assume it, else with your own',
      'permissions. Sessions cut off by `data-hub revoke` are reported, and are not drift.',
      '',
      'Exit codes: 0 nothing was changed by hand, 1 something was, 2 bad arguments, or something could not be checked.',
      '',
      'Examples:',
      '  npm run drift -- --environment production',
      '  npm run drift -- --environment production --organization acme',
      "  npm run --silent drift -- --environment production --json | jq '.stacks[].drifted[]'",
    ].join('\n'),
  )
  .allowExcessArguments(false);
asCommandLine(program).parse();

main(program.opts<Options>()).catch(tellAndEndWith(NOT_CHECKED));

async function main({ environment: name, organization, json = false }: Options): Promise<void> {
  const selection = selectFromContext({ environment: name, organization }, ENVIRONMENTS, {
    environment: '--environment',
    organization: '--organization',
  });
  if (selection.notice !== undefined) console.error(selection.notice);
  if (selection.warnings !== undefined) console.error(describeProblems(selection.warnings, 'warning'));
  const { environment } = selection;
  const naming = new Naming(environment);
  const stacks = [
    ...(selection.shared ? [naming.shared.sharedStack, ...operationStackNames(environment, naming)] : []),
    ...selection.organizations.map(({ slug }) => naming.organization(slug).stack),
  ];
  const { closeClients } = await import('../lib/account/platform-clients.js');
  const { detectStackDrift } = await import('../lib/drift/detect-drift.js');
  const { openAccount } = await import('../lib/preflight/open-account.js');
  const found = await withProgressLines('detecting drift', async (tell) => {
    const { clients } = await openAccount('lookup', environment);
    try {
      const context = {
        clients,
        naming,
        organizations: environment.organizations.map(({ slug }) => slug),
      };
      let done = 0;
      return await inParallel(stacks, async (stack) => {
        const drift = await detectStackDrift(stack, context);
        done += 1;
        tell(`${stack}: ${driftOutcome([drift])}, ${done} of ${stacks.length}`);
        return drift;
      });
    } finally {
      closeClients(clients);
    }
  });
  const report: DriftReport = {
    environment: environment.name,
    account: environment.account,
    region: environment.region.name,
    outcome: driftOutcome(found),
    stacks: found,
  };
  console.log(json ? JSON.stringify(report, null, 2) : driftText(report));
  process.exitCode = DRIFT_EXIT_CODES[report.outcome];
}
