import { join } from 'node:path';
import { Command } from 'commander';
import { PlatformError } from '../config/errors';
import { selectFromContext } from '../config/selection';
import type { Specification } from '../packages/isolation-proof/src/specification/specification';
import {
  EXIT_CODES,
  EXIT_CODES_HELP,
  type ProofOptions,
  runProof,
  withProofOptions,
} from '../packages/isolation-proof/src/command/proof-command';
import { IsolationProofError } from '../packages/isolation-proof/src/templates/errors';
import { asCommandLine, tellAndEndWith } from '../config/command-line';

const ENVIRONMENTS = join(__dirname, '..', 'environments');

interface Options extends ProofOptions {
  readonly environment?: string;
}

const command = withProofOptions(
  new Command('npm run prove --').description(
    'Proves from synthesized templates that every organization reaches its own resources, and nothing else.',
  ),
)
  .option(
    '--environment <name>',
    'environment of the templates; its guardrails are judged, too, if its file says that they are deployed',
  )
  .addHelpText(
    'after',
    [
      '',
      ...EXIT_CODES_HELP,
      'Needs a synthesized assembly. Takes seconds; with many different organizations a page takes longer.',
      '',
      'Examples:',
      '  npx cdk synth --quiet -c environment=production && npm run prove',
      '  npm run prove -- --environment production',
      '  npm run prove -- --app /tmp/other.out',
      '  npm run prove -- --html proof.html --csv matrix.csv',
      '  npm run --silent prove -- --json | jq .verdict',
    ].join('\n'),
  );

const options = asCommandLine(command).parse().opts<Options>();

runProof(() => specificationOf(options), options, isOwnError).then((exitCode) => {
  process.exitCode = exitCode;
}, tellAndEndWith(EXIT_CODES.undecided));

/** @throws ConfigurationError if there is no such environment, or its file has a mistake */
async function specificationOf({ environment: name }: Options): Promise<Specification> {
  if (name === undefined) return (await import('../lib/isolation/specification.js')).SPECIFICATION;
  const { environment } = selectFromContext({ environment: name }, ENVIRONMENTS, {
    environment: '--environment',
    organization: '--organization',
  });
  return (await import('../lib/guardrails/specification-for.js')).specificationFor(environment);
}

function isOwnError(error: unknown): error is Error {
  return error instanceof PlatformError || error instanceof IsolationProofError;
}
