import { Command } from 'commander';
import { PlatformError } from '../config/errors';
import { SPECIFICATION } from '../lib/isolation/specification';
import {
  EXIT_CODES,
  EXIT_CODES_HELP,
  type ProofOptions,
  runProof,
  withProofOptions,
} from '../packages/isolation-proof/src/command/proof-command';
import { IsolationProofError } from '../packages/isolation-proof/src/templates/errors';
import { asCommandLine } from '../config/command-line';

const command = withProofOptions(
  new Command('npm run prove --').description(
    'Proves from synthesized templates that every organization reaches what is its own, and nothing else.',
  ),
).addHelpText(
  'after',
  [
    '',
    ...EXIT_CODES_HELP,
    'Needs a synthesized assembly. Takes seconds; with many different organizations a page takes longer.',
    '',
    'Examples:',
    '  npx cdk synth --quiet -c environment=production && npm run prove',
    '  npm run prove -- --app /tmp/other.out',
    '  npm run prove -- --html proof.html --csv matrix.csv',
    '  npm run --silent prove -- --json | jq .verdict',
  ].join('\n'),
);

runProof(() => SPECIFICATION, asCommandLine(command).parse().opts<ProofOptions>(), isOwnError).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = EXIT_CODES.undecided;
  },
);

function isOwnError(error: unknown): error is Error {
  return error instanceof PlatformError || error instanceof IsolationProofError;
}
