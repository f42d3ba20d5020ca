import { Command } from 'commander';
import { PlatformError } from '../config/errors';
import { readAssembly } from '../packages/isolation-proof/src/templates/assembly';
import { UndecidedError } from '../packages/isolation-proof/src/templates/errors';
import type { OutputFiles } from '../packages/isolation-proof/src/page/write-outputs';
import {
  undecidedJson,
  verificationJson,
  verificationText,
} from '../packages/isolation-proof/src/report/report';
import { type Verification, verify } from '../packages/isolation-proof/src/judge/verify';
import { refuseBadArguments } from '../config/command-line';

const EXIT_CODES = { proved: 0, violated: 1, undecided: 2 } as const;

const command = new Command('npm run prove --')
  .description(
    'Proves from synthesized templates that every organization reaches what is its own, and nothing else.',
  )
  .option('--app <folder>', 'assembly to judge, as cdk synth wrote it', 'cdk.out')
  .option('--json', 'print the verdict as JSON')
  .option('--html <file>', 'also write a page: claims, counterexamples, and who can do what')
  .option('--csv <file>', 'also write who can do what, as CSV for spreadsheets and programs')
  .addHelpText(
    'after',
    [
      '',
      'Exit codes: 0 proved, 1 violated, 2 bad arguments, or undecided: isolation is not proved.',
      'Undecided is what uses an unsupported construct, and what holds no organization: no resource with the tag',
      'orgSlug. A claim that the templates hold no subject for is "nothing to ask": neither proved nor failed.',
      'The page is one file and loads nothing. If nothing could be decided, page and CSV say so.',
      'Needs a synthesized assembly. Takes seconds; with many different organizations a page takes longer.',
      '',
      'Examples:',
      '  npx cdk synth --quiet -c environment=production && npm run prove',
      '  npm run prove -- --app /tmp/other.out',
      '  npm run prove -- --html proof.html --csv matrix.csv',
      '  npm run --silent prove -- --json | jq .verdict',
    ].join('\n'),
  )
  .allowExcessArguments(false);

const { app, json, html, csv } = refuseBadArguments(command)
  .parse()
  .opts<{ app: string; json?: boolean; html?: string; csv?: string }>();

main().catch((error: unknown) => {
  // Whatever went wrong, an exit of 1 would say that a counterexample was found.
  console.error(error instanceof PlatformError ? error.message : error);
  console.error('Nothing is proved.');
  if (json === true && error instanceof UndecidedError) console.log(undecidedJson(error));
  process.exitCode = EXIT_CODES.undecided;
});

async function main(): Promise<void> {
  const files = { ...(html === undefined ? {} : { html }), ...(csv === undefined ? {} : { csv }) };
  const verification =
    Object.keys(files).length === 0 ? verify(readAssembly(app)) : await verifyAndWrite(files);
  console.log(json === true ? verificationJson(verification) : verificationText(verification));
  process.exitCode = EXIT_CODES[verification.verdict];
}

/** Loaded only if files are asked for: what draws the page takes longer to load than most proofs take. */
async function verifyAndWrite(files: OutputFiles): Promise<Verification> {
  const outputs = await import('../packages/isolation-proof/src/page/write-outputs.js');
  return outputs.verifyAndWrite(app, files, (line) => {
    console.error(line);
  });
}
