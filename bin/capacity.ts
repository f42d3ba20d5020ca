import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { counted } from '../config/counted';
import { EXIT_CODES, EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { unrecordedOrganization } from '../config/environment-config';
import { describeProblems } from '../config/errors';
import { parseOrgSlug } from '../config/org-slug';
import { selectFromContext } from '../config/selection';
import type { CapacityReport } from '../lib/capacity/capacity-report';
import { costLines, countRows, limitLines, sizeRows } from '../lib/capacity/report-lines';
import { columns } from './terminal/columns';

const ENVIRONMENTS = join(__dirname, '..', 'environments');
/** With more than these, a synth takes longer than two seconds. */
const QUICK = 100;
/** Stands for an organization where an environment has none yet. As long as a slug may be: no policy is longer. */
const STAND_IN = 'organization-of-long-names';

interface Options {
  readonly environment: string;
  readonly organizations?: number;
  readonly json?: boolean;
}

const program = new Command('npm run capacity --')
  .description(
    "Shows how much of its account's quotas an environment uses, which quota is reached first and at how " +
      'many organizations, how large its policies are, and what it costs a month while idle.',
  )
  .requiredOption('--environment <name>', 'environment, for example production')
  .option('--organizations <number>', 'calculate as if it had this many organizations', count)
  .option('--json', 'print the findings as JSON')
  .addHelpText(
    'after',
    [
      '',
      'Counts in the templates, and needs no AWS credentials. What else the account holds is not counted. Limits that',
      'AWS has raised for the account are written in "quotas" of the environment\'s file.',
      '',
      EXIT_CODES_HELP,
      'A quota that is used up does not fail this command; it fails `npm run synth`.',
      '',
      'Examples:',
      '  npm run capacity -- --environment production',
      '  npm run capacity -- --environment production --organizations 1000',
      '  npm run --silent capacity -- --environment production --json | jq \'.capacity.quotas[] | select(.level != "enough")\'',
    ].join('\n'),
  )
  .allowExcessArguments(false);

main(asCommandLine(program).parse().opts<Options>()).catch(tellAndEnd);

async function main({ environment: name, organizations, json = false }: Options): Promise<void> {
  const { environment, warnings } = selectFromContext({ environment: name }, ENVIRONMENTS, {
    environment: '--environment',
    organization: '--organization',
  });
  if (warnings !== undefined) console.error(describeProblems(warnings, 'warning'));
  const recorded = environment.organizations;
  if (recorded.length > QUICK) console.error(`... synthesizing ${recorded.length} organizations`);
  const measured = recorded.length === 0 ? [unrecordedOrganization(parseOrgSlug(STAND_IN))] : recorded;
  const { capacityReport } = await import('../lib/capacity/capacity-report.js');
  const { synthesizeStacks } = await import('../lib/stacks/build-app.js');
  const stacks = synthesizeStacks({ environment, shared: true, organizations: measured });
  const report = capacityReport(stacks, environment, {
    ...(recorded.length === 0 ? { organizations: 0 } : {}),
    ...(organizations === undefined ? {} : { organizations }),
  });
  console.log(json ? JSON.stringify(report, null, 2) : reportText(report));
  process.exitCode = EXIT_CODES.done;
}

function reportText(report: CapacityReport): string {
  const { environment, account, region, capacity, cost } = report;
  return [
    `${environment}: account ${account}, ${region}, ${counted(capacity.organizations, 'organization')}`,
    '',
    ...columns(countRows(capacity)),
    '',
    ...columns(sizeRows(capacity)),
    '',
    ...limitLines(report),
    '',
    ...costLines(cost),
  ].join('\n');
}

function count(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('Write a whole number, such as 1000.');
  return Number(text);
}
