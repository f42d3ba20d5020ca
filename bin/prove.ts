import { Command } from 'commander';
import { PlatformError } from '../config/errors';
import { readAssembly } from '../lib/isolation/assembly';
import { verificationJson, verificationText } from '../lib/isolation/report';
import { verify } from '../lib/isolation/verify';

const EXIT_CODES = { proved: 0, violated: 1, undecided: 2 } as const;

const { app, json } = new Command('npm run prove --')
  .description(
    'Proves from synthesized templates that no organization reaches what is not its own, and everybody what is.',
  )
  .option('--app <folder>', 'assembly to judge, as cdk synth wrote it', 'cdk.out')
  .option('--json', 'print the verdict as JSON')
  .addHelpText(
    'after',
    [
      '',
      'Exit codes: 0 proved, 1 violated, 2 could not be decided (then nothing is proved) or bad arguments.',
      '',
      'Examples:',
      '  npx cdk synth --quiet -c environment=production && npm run prove',
      '  npm run prove -- --app /tmp/other.out',
      '  npm run --silent prove -- --json | jq .verdict',
    ].join('\n'),
  )
  .allowExcessArguments(false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_CODES.undecided))
  .parse()
  .opts<{ app: string; json?: boolean }>();

try {
  const verification = verify(readAssembly(app));
  console.log(json === true ? verificationJson(verification) : verificationText(verification));
  process.exitCode = EXIT_CODES[verification.verdict];
} catch (error) {
  // Whatever went wrong, an exit of 1 would say that a counterexample was found.
  console.error(error instanceof PlatformError ? error.message : error);
  console.error('Nothing is proved.');
  process.exitCode = EXIT_CODES.undecided;
}
