import { relative } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type BenchRecord, readRecord } from '../tools/bench/bench-record';
import { benchReport, commandReport } from '../tools/bench/bench-report';
import type { SideName } from '../tools/bench/bench-side';
import { deployReport, deployTable } from '../tools/bench/deploy-report';
import { machineLine, thisMachine } from '../tools/bench/machine';
import { sideFigures } from '../tools/bench/performance-figures';
import { CHANGED_ORGANIZATIONS, DEFAULT_SIZES, parseSizes } from '../tools/bench/sizes';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { whenInterrupted } from '../config/interruption';

const BAD_ARGUMENTS = 2;
const SIDES: readonly SideName[] = ['after', 'before'];

interface Options {
  readonly organizations: readonly number[];
  readonly baseline?: string;
  readonly runs?: number;
  readonly deploy?: number;
  readonly from?: string;
  readonly write?: boolean;
  readonly json?: boolean;
}

const command = new Command('bench')
  .description(
    'Measures synth: a bare CDK app of the same resources, our app without guards (rule packs, template ' +
      'validation, isolation proof), the isolation proof alone, and our app as it ships; then cdk synth and a ' +
      'review as whole processes, beside an empty CDK app.',
  )
  .addOption(
    new Option('--organizations <numbers>', 'numbers of organizations, separated by commas')
      .argParser(sizesOption)
      .default(DEFAULT_SIZES, DEFAULT_SIZES.join(',')),
  )
  .option(
    '--deploy <number>',
    'measure deployments of this many organizations into an emulated account instead',
    deployOption,
  )
  .option(
    '--baseline <revision>',
    'branch, tag or commit to measure as well, alternating with the working tree',
  )
  .option('--runs <number>', 'at most this many runs of each, for a quick look', runsOption)
  .option('--from <file>', 'use the measurements in this file, and measure nothing')
  .option('--write', 'write docs/performance.json, docs/performance.md and its chart')
  .option('--json', 'print JSON for programs')
  .allowExcessArguments(false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : BAD_ARGUMENTS))
  .addHelpText(
    'after',
    `
Needs 4 GB of memory for 1,000 organizations and an otherwise idle machine. Takes minutes: with a baseline, twice as
many.
${EXIT_CODES_HELP}

Examples:
  npm run bench                                 1, 10, 100 and 1,000 organizations; takes minutes
  npm run bench -- --organizations 1,10         quick
  npm run bench -- --deploy 200                 deployments: a first one, and what changes cost
  npm run bench -- --organizations 1,100,1000 --baseline main --write    the page of figures
  npm run bench -- --deploy 200 --write         adds deployments to the page
  npm run bench -- --from docs/performance.json --write                  draws the page again
  npm run --silent bench -- --json > bench.json for programs; progress goes to stderr`,
  )
  .allowExcessArguments(false)
  .action(async (options: Options) => {
    if (options.deploy === undefined) await benchSynth(options);
    else await benchDeployments(options.deploy, options);
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);

function progress(line: string): void {
  console.error(line);
}

async function benchSynth({ organizations, baseline, runs, from, write, json }: Options): Promise<void> {
  const { benchProject } = await import('../tools/bench/bench-project.js');
  const record =
    from === undefined
      ? await benchProject({
          sizes: organizations,
          baseline,
          runs,
          progress,
          // So that folders and the worktree of a baseline do not stay behind.
          signal: whenInterrupted(),
        })
      : readRecord(from);
  if (write === true) await written(record);
  if (json === true) {
    console.log(JSON.stringify(record, null, 2));
    return;
  }
  console.log(machineLine(record.machine));
  for (const side of record.commits.before === undefined ? SIDES.slice(0, 1) : SIDES) {
    const { apps, growths, commands } = sideFigures(record, side);
    console.log(
      `\n${record.commits[side] ?? side}\n\n${benchReport(apps, growths)}\n\n${commandReport(commands)}`,
    );
  }
}

async function benchDeployments(organizations: number, { from, write, json }: Options): Promise<void> {
  const { benchDeploys } = await import('../tools/bench/bench-deploys.js');
  const { RECORD_FILE } = await import('../tools/bench/performance-files.js');
  // Read first: nobody waits for a measurement that cannot be written.
  const record = write === true ? readRecord(from ?? RECORD_FILE) : undefined;
  const rows = await benchDeploys(organizations, progress);
  if (record !== undefined) await written({ ...record, deployments: deployTable(rows) });
  console.log(json === true ? JSON.stringify({ machine: thisMachine(), rows }, null, 2) : deployReport(rows));
}

async function written(record: BenchRecord): Promise<void> {
  const { writePerformance } = await import('../tools/bench/performance-files.js');
  for (const file of writePerformance(record)) progress(`written: ${relative(process.cwd(), file)}`);
}

function sizesOption(text: string): number[] {
  try {
    return parseSizes(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidArgumentError(error.message);
  }
}

function deployOption(text: string): number {
  const [organizations = 0, ...others] = sizesOption(text);
  if (others.length > 0 || organizations < CHANGED_ORGANIZATIONS) {
    throw new InvalidArgumentError(`write one number of organizations, ${CHANGED_ORGANIZATIONS} or more`);
  }
  return organizations;
}

function runsOption(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('write a number from 1 to 99');
}
