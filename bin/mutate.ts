import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { PlatformError } from '../config/errors';
import { IsolationProofError } from '../packages/isolation-proof/src/templates/errors';
import type { Part } from '../tools/mutation/mutants';
import { asCommandLine } from '../config/command-line';

const EXIT_CODES = { killed: 0, survivors: 1, bad: 2 } as const;

interface Options {
  readonly fast?: boolean;
  readonly part?: Part;
  readonly operator: readonly string[];
  readonly place: readonly string[];
  readonly json?: boolean;
  readonly workers: number;
}

const command = new Command('npm run mutate --')
  .description(
    'Plants mistakes in the synthesized templates, one at a time, and demands that a claim or a row of the ' +
      'contract fails for each.',
  )
  .option('--fast', 'a few mutants of each operator, always the same ones')
  .option('--part <n/m>', 'the n-th of m parts, with an equal share of every operator', partOption)
  .addOption(new Option('--operator <name...>', 'only the mutants of these operators').default([], 'all'))
  .addOption(
    new Option('--place <text...>', 'only the mutants whose place contains this text').default([], 'all'),
  )
  .option('--json', 'print the report as JSON')
  .option('--workers <number>', 'processes that judge', workersOption, availableParallelism())
  .addHelpText(
    'after',
    [
      '',
      'Needs 2 GB of memory. Takes an hour on 2 cores, and says how long is left.',
      'Exit codes: 0 all killed or reviewed, 1 survivors or stale entries of the list, 2 bad arguments or an error.',
      '',
      'Examples:',
      '  npm run mutate                                      everything; takes an hour',
      '  npm run mutate -- --fast                            a slice, in seconds',
      '  npm run mutate -- --part 1/120                      one of 120 parts, in a minute',
      '  npm run mutate -- --operator flip-effect drop-statement',
      '  npm run mutate -- --place FindOwnAudit              those of one statement, as a survivor names it',
      '  npm run --silent mutate -- --json | jq .surviving',
    ].join('\n'),
  )
  .allowExcessArguments(false);

main(asCommandLine(command).parse().opts<Options>()).catch((error: unknown) => {
  // An exit of 1 would say that a mutant survived.
  console.error(
    error instanceof PlatformError || error instanceof IsolationProofError ? error.message : error,
  );
  process.exitCode = EXIT_CODES.bad;
});

async function main({ fast = false, part, operator, place, json = false, workers }: Options): Promise<void> {
  const { reportText } = await import('../tools/mutation/mutation-report.js');
  const { runMutation } = await import('../tools/mutation/run-mutation.js');
  const report = await runMutation({ fast, part, operators: operator, places: place, workers }, (line) => {
    console.error(line);
  });
  console.log(json ? JSON.stringify(report, null, 2) : reportText(report));
  process.exitCode = report.passed ? EXIT_CODES.killed : EXIT_CODES.survivors;
}

function partOption(text: string): Part {
  const [, number = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (number < 1 || number > of) {
    throw new InvalidArgumentError('write which part of how many, for example 1/5.');
  }
  return { number, of };
}

function workersOption(text: string): number {
  const workers = Number(text);
  if (!/^\d{1,3}$/.test(text) || workers < 1) {
    throw new InvalidArgumentError('write a number of processes from 1 to 999.');
  }
  return workers;
}
