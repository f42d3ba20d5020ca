import { join } from 'node:path';
import { Command, Option } from 'commander';
import { EXIT_CODES, asCommandLine, tellAndEnd } from '../config/command-line';
import { ConfigurationError, describeProblems } from '../config/errors';
import { selectFromContext } from '../config/selection';
import {
  differencesIn,
  type GuardrailFile,
  guardrailFiles,
  writeGuardrails,
} from '../lib/guardrails/guardrail-files';
import { guardrailReport, guardrailText } from '../lib/guardrails/guardrail-text';

const ENVIRONMENTS = join(__dirname, '..', 'environments');

interface Options {
  readonly environment: string;
  readonly out?: string;
  readonly check?: string;
  readonly json?: boolean;
}

const program = new Command('npm run guardrails --')
  .description(
    "Writes the policies that the organization of an environment's account puts on it, so that what the isolation " +
      'proof assumes is enforced: service control policies, resource control policies, and the block of public access.',
  )
  .requiredOption('--environment <name>', 'environment, for example production')
  .option('--out <folder>', 'write one file for each policy')
  .addOption(
    new Option('--check <folder>', 'compare the files of a folder with what would be written').conflicts(
      'out',
    ),
  )
  .option('--json', 'print the policies, or what --check found, as JSON')
  .addHelpText(
    'after',
    [
      '',
      'Needs no AWS credentials and attaches nothing: the printed commands are for the management account of the',
      'organization. What they do, whom they exempt and how to try them: docs/engineer/guardrails.md.',
      '',
      'Exit codes: 0 done, 1 the files of --check differ, 2 bad arguments or configuration (then nothing was done).',
      '',
      'Examples:',
      '  npm run guardrails -- --environment production',
      '  npm run guardrails -- --environment production --out guardrails/production',
      '  npm run guardrails -- --environment production --check guardrails/production',
      "  npm run --silent guardrails -- --environment production --json | jq '.policies[].id'",
    ].join('\n'),
  )
  .allowExcessArguments(false);

try {
  main(asCommandLine(program).parse().opts<Options>());
} catch (error) {
  tellAndEnd(error);
}

function main({ environment: name, out, check, json = false }: Options): void {
  const { environment, warnings } = selectFromContext({ environment: name }, ENVIRONMENTS, {
    environment: '--environment',
    organization: '--organization',
  });
  if (warnings !== undefined) console.error(describeProblems(warnings, 'warning'));
  const files = guardrailFiles(environment);
  if (check !== undefined) {
    process.exitCode = compare(files, check, json);
    return;
  }
  if (out !== undefined)
    onFolder('--out', out, 'written', () => {
      writeGuardrails(files, out);
    });
  console.log(
    json
      ? JSON.stringify(guardrailReport(environment, files), null, 2)
      : guardrailText(environment, files, out ?? '.'),
  );
  process.exitCode = EXIT_CODES.done;
}

function compare(files: readonly GuardrailFile[], folder: string, json: boolean): number {
  const differences = onFolder('--check', folder, 'read', () => differencesIn(files, folder));
  const same = differences.length === 0;
  if (json) console.log(JSON.stringify({ folder, same, differences }, null, 2));
  else if (same) console.log(`${folder}: as npm run guardrails writes them`);
  else for (const difference of differences) console.log(`${folder}: ${difference}`);
  return same ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** @throws ConfigurationError if the folder cannot be used */
function onFolder<Result>(place: string, folder: string, use: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ConfigurationError([{ place, value: folder, fix: `cannot be ${use} (${code})` }]);
  }
}
