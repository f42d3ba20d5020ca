import { Command, InvalidArgumentError } from 'commander';
import { benchDeploys, CHANGED_ORGANIZATIONS } from '../tools/bench/bench-deploys';
import { benchReport } from '../tools/bench/bench-report';
import { compare, growths } from '../tools/bench/comparison';
import { deployReport } from '../tools/bench/deploy-report';
import { runBench } from '../tools/bench/run-bench';
import { DEFAULT_SIZES, parseSizes } from '../tools/bench/sizes';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const BAD_ARGUMENTS = 2;

interface Options {
  readonly organizations: readonly number[];
  readonly deploy?: number;
  readonly json?: boolean;
}

const command = new Command('bench')
  .description(
    'Measures synth: a bare CDK app of the same resources, our app without guards (rule packs, template ' +
      'validation, isolation proof), the isolation proof alone, and our app as it ships.',
  )
  .option(
    '--organizations <numbers>',
    'numbers of organizations, separated by commas',
    sizesOption,
    DEFAULT_SIZES,
  )
  .option(
    '--deploy <number>',
    'measure deployments of so many organizations into an emulated account instead',
    deployOption,
  )
  .option('--json', 'print JSON for programs')
  .allowExcessArguments(false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : BAD_ARGUMENTS))
  .addHelpText(
    'after',
    `
Needs 4 GB of memory for 1,000 organizations and an otherwise idle machine. Takes minutes.
${EXIT_CODES_HELP}

Examples:
  npm run bench                                 1, 10, 100 and 1,000 organizations; takes minutes
  npm run bench -- --organizations 1,10         quick
  npm run bench -- --deploy 200                 deployments: a first one, and what changes cost
  npm run --silent bench -- --json > bench.json for programs; progress goes to stderr`,
  )
  .allowExcessArguments(false)
  .action(async ({ organizations, deploy, json }: Options) => {
    const progress = (line: string): void => {
      console.error(line);
    };
    if (deploy !== undefined) {
      const rows = await benchDeploys(deploy, progress);
      console.log(
        json === true ? JSON.stringify({ node: process.version, rows }, null, 2) : deployReport(rows),
      );
      return;
    }
    const results = await runBench(organizations, progress);
    const compared = compare(results);
    const growth = growths(results);
    console.log(
      json === true
        ? JSON.stringify({ node: process.version, results: compared, growth }, null, 2)
        : benchReport(compared, growth),
    );
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);

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
