import { Command } from 'commander';
import { PlatformError } from '../config/errors';
import { readAssembly } from '../lib/isolation/assembly';
import { verificationJson, verificationText } from '../lib/isolation/report';
import { type Verification, verify } from '../lib/isolation/verify';
import { refuseBadArguments } from './command-line';

const EXIT_CODES = { proved: 0, violated: 1, undecided: 2 } as const;

const command = new Command('npm run prove --')
  .description(
    'Proves from synthesized templates that no organization reaches what is not its own, and everybody what is.',
  )
  .option('--app <folder>', 'assembly to judge, as cdk synth wrote it', 'cdk.out')
  .option('--json', 'print the verdict as JSON')
  .option('--html <file>', 'write a page as well: claims, counterexamples, and who can do what')
  .addHelpText(
    'after',
    [
      '',
      'Exit codes: 0 proved, 1 violated, 2 could not be decided (then nothing is proved) or bad arguments.',
      'The page needs nothing but itself. If nothing could be decided, it says so and why.',
      '',
      'Examples:',
      '  npx cdk synth --quiet -c environment=production && npm run prove',
      '  npm run prove -- --app /tmp/other.out',
      '  npm run prove -- --html isolation.html',
      '  npm run --silent prove -- --json | jq .verdict',
    ].join('\n'),
  )
  .allowExcessArguments(false);

const { app, json, html } = refuseBadArguments(command)
  .parse()
  .opts<{ app: string; json?: boolean; html?: string }>();

main().catch((error: unknown) => {
  // Whatever went wrong, an exit of 1 would say that a counterexample was found.
  console.error(error instanceof PlatformError ? error.message : error);
  console.error('Nothing is proved.');
  process.exitCode = EXIT_CODES.undecided;
});

async function main(): Promise<void> {
  const verification = html === undefined ? verify(readAssembly(app)) : await withPage(html);
  console.log(json === true ? verificationJson(verification) : verificationText(verification));
  process.exitCode = EXIT_CODES[verification.verdict];
}

/** Loaded only if a page is asked for: what draws it takes longer to load than most proofs take. */
async function withPage(file: string): Promise<Verification> {
  const { verifyWithPage } = await import('../lib/isolation/page/write-page.js');
  return verifyWithPage(
    () => readAssembly(app),
    file,
    (line) => {
      console.error(line);
    },
  );
}
