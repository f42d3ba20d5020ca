import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { asCommandLine, tellAndEnd } from '../config/command-line';
import { loadEnvironment } from '../config/load-environment';
import { makeFolders } from '../config/new-folders';
import { requireOutputFile } from '../config/output-file';
import { CELL_LIMITS, type CellLimits } from '../tools/simulation/cell-limits';

const ENVIRONMENTS = join(__dirname, '..', 'environments');

interface Options {
  readonly schedules: number;
  readonly days: number;
  readonly firstSeed: number;
  readonly fleet?: boolean;
  readonly hubs: number;
  readonly outage: number;
  readonly svg?: string;
  readonly cells?: boolean;
  readonly organizations: number;
  readonly environment: string;
  readonly limits: CellLimits;
  readonly json?: boolean;
}

const command = new Command('npm run simulate --')
  .description(
    "Runs the hub's credentials library in virtual time: one hub through many schedules of faults, or a fleet of " +
      'hubs through an outage of their Region.',
  )
  .option('--schedules <number>', 'schedules of faults, rotations, wrong clocks and revocations', count, 1000)
  .option('--days <number>', 'days of each', count, 30)
  .option('--first-seed <number>', 'seed of the first schedule; the others follow', whole, 0)
  .option('--fleet', 'simulate a fleet instead')
  .option('--hubs <number>', 'hubs of the fleet', count, 180_000)
  .option('--outage <minutes>', 'minutes for which the Region is down', count, 40)
  .addOption(
    new Option('--svg <file>', 'write the curve of the fleet there; implies --fleet').implies({
      fleet: true,
    }),
  )
  .option('--cells', 'place organizations in cells instead')
  .option('--organizations <number>', 'organizations to place', count, 100_000)
  .option('--environment <name>', 'environment to model each cell on', 'production')
  .addOption(
    new Option(
      '--limits <which>',
      'quotas of a cell: the defaults, those of the environment, or the highest that AWS grants',
    )
      .choices(CELL_LIMITS)
      .default('default'),
  )
  .option('--json', 'print the findings as JSON')
  .addHelpText(
    'after',
    [
      '',
      'Needs nothing else: time is virtual. Takes seconds as it is, longer with more schedules and days.',
      'Exit codes: 0 every guarantee was kept, 1 one was broken, 2 bad arguments.',
      '',
      'Examples:',
      '  npm run simulate -- --schedules 1000 --days 30',
      '  npm run simulate -- --schedules 1 --first-seed 42       one schedule again',
      '  npm run simulate -- --fleet --svg docs/images/fleet-recovery.svg',
      '  npm run simulate -- --cells --organizations 100000 --limits most',
    ].join('\n'),
  )
  .allowExcessArguments(false);

const options = asCommandLine(command).parse().opts<Options>();

if (options.cells === true) void simulateCells(options);
else if (options.fleet === true) simulateFleet(options).catch(tellAndEnd);
else void simulateSchedules(options);

async function simulateFleet({ hubs, outage, svg, json }: Options): Promise<void> {
  const { fleetText, reportFleet } = await import('../tools/simulation/fleet-report.js');
  const { shadowRequests, shadowRequestsText } = await import('../tools/simulation/shadow-requests.js');
  if (svg !== undefined) requireOutputFile('--svg', svg);
  const { report, chart } = reportFleet(hubs, outage);
  const shadows = await shadowRequests(hubs, 1);
  if (svg !== undefined) {
    makeFolders(dirname(svg));
    writeFileSync(svg, chart());
  }
  console.log(
    json === true
      ? JSON.stringify({ ...report, shadows }, null, 2)
      : [fleetText(report), '', shadowRequestsText(shadows)].join('\n'),
  );
  if (report.steady.mostWithout > 0) process.exitCode = 1;
}

async function simulateCells(options: Options): Promise<void> {
  const { organizations, environment: name, limits, firstSeed, json } = options;
  try {
    const environment = loadEnvironment(name, ENVIRONMENTS, '--environment');
    const { cellStacks } = await import('../tools/simulation/cell-stacks.js');
    const { cellsText, reportCells } = await import('../tools/simulation/cells-report.js');
    const report = reportCells(cellStacks(environment), environment, {
      organizations,
      limits,
      seed: firstSeed,
    });
    console.log(json === true ? JSON.stringify(report, null, 2) : cellsText(report));
  } catch (error) {
    tellAndEnd(error);
  }
}

async function simulateSchedules({ schedules, days, firstSeed, json }: Options): Promise<void> {
  const onProgress = (done: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${schedules} schedules`);
    if (process.stderr.isTTY && done === schedules) process.stderr.write('\n');
  };
  const { broken } = await import('../tools/simulation/guarantees.js');
  const { runSchedules } = await import('../tools/simulation/run-schedules.js');
  const { schedulesReport, schedulesText } = await import('../tools/simulation/schedules-report.js');
  const found = await runSchedules({ firstSeed, schedules, days, onProgress });
  const report = schedulesReport(found, days);
  console.log(json === true ? JSON.stringify(report, null, 2) : schedulesText(report));
  if (found.some((one) => broken(one).length > 0)) process.exitCode = 1;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number, such as 42.');
  return Number(text);
}

/** A number of what is simulated: with none, every guarantee would be kept by nobody. */
function count(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) {
    throw new InvalidArgumentError('Write a whole number of 1 or more, such as 30.');
  }
  return Number(text);
}
