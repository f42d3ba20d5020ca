import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { ConfigurationError } from '../config/errors';
import { refuse } from '../config/every-problem';
import { outputProblems } from '../config/output-file';
import { asCommandLine, tellAndEnd } from '../config/command-line';
import { whenInterrupted } from '../config/interruption';
import type { Compared } from '../packages/isolation-proof/src/page/compared-matrices';
import type { Review } from '../lib/review/review';
import type { CompareAccess } from '../lib/review/review-access';
import type { OnMatrices } from '../lib/review/review-environment';

const PROJECT = join(__dirname, '..');

interface Options {
  readonly base?: string;
  readonly baseApp?: string;
  readonly headApp?: string;
  readonly environment: readonly string[];
  readonly allowReplacement: readonly string[];
  readonly json?: string;
  readonly markdown?: string;
  readonly html?: string;
  readonly artifactUrl?: string;
}

const program = new Command('npm run review --')
  .description(
    'Shows the reviewer of a change what it does: who gains and loses what, which resources are replaced or deleted, ' +
      'what becomes of organizations, and what the proof says of both sides.',
  )
  .option(
    '--base <revision>',
    'branch, tag or commit that the change is based on; the head is the working tree',
  )
  .option('--base-app <folder>', 'assembly of cdk synth from before the change, instead of --base')
  .option('--head-app <folder>', 'assembly of cdk synth from after the change')
  .addOption(new Option('--environment <names...>', 'environments to review').default([], 'all'))
  .addOption(
    new Option(
      '--allow-replacement <ids...>',
      'stateful resources that may be replaced or deleted: logical ids or construct paths; also names of stacks that may go',
    ).default([], 'none'),
  )
  .option('--json <file>', 'write the review as JSON; - for standard output')
  .option('--markdown <file>', 'write the review as a comment in Markdown; - for standard output')
  .option('--html <file>', 'write one page with the lists and the matrices of both sides; it loads nothing')
  .option(
    '--artifact-url <address>',
    'link to what the comment has no room for, for example the run that keeps the JSON',
  )
  .addHelpText(
    'after',
    [
      '',
      'Without --json, --markdown and --html, the Markdown is printed. Every environment of either side is reviewed, unless',
      '--environment names some. The base is the commit at which the working tree left the revision; it is checked out',
      'in a temporary folder with packages of its own. No credentials are needed, and none are passed on. Takes about',
      'as long as one synth for each environment; folders take seconds.',
      '',
      'Exit codes: 0 reviewed, whatever changed; 1 isolation of the head is not proved, or a side could not be',
      'synthesized; 2 bad arguments or configuration; 3 a stateful resource is replaced or deleted without',
      '--allow-replacement; 4 the entry of an organization is gone, and its slug is not in the record of retired slugs.',
      'If several apply: 4, then 3, then 1.',
      '',
      'Examples:',
      '  npm run review -- --base origin/main',
      '  npm run review -- --base v0.2.0 --environment production --json review.json --markdown review.md',
      '  npm run review -- --base-app /tmp/before --head-app cdk.out --html review.html',
      '  npm run review -- --base main --allow-replacement PipelinesArrivalsQueueFC32A06A',
      "  npm run --silent review -- --base main --json - | jq '.environments[].access.changes.differences'",
    ].join('\n'),
  )
  .allowExcessArguments(false);

main(asCommandLine(program).parse().opts<Options>()).catch(tellAndEnd);

async function main(options: Options): Promise<void> {
  refuse([
    ...outputProblems('--json', options.json),
    ...outputProblems('--markdown', options.markdown),
    ...outputProblems('--html', options.html),
  ]);
  const matrices = new Map<string, Compared>();
  const review = await reviewOf(options, matrices);
  const { json, markdown, html, artifactUrl } = options;
  if (json !== undefined) write(json, `${JSON.stringify(review, null, 2)}\n`);
  if (html !== undefined) {
    const { reviewPage } = await import('../lib/review/page/review-page.js');
    write(html, reviewPage(review, matrices));
  }
  if (markdown !== undefined || (json === undefined && html === undefined)) {
    const { reviewMarkdown } = await import('../lib/review/markdown/review-markdown.js');
    write(markdown ?? '-', reviewMarkdown(review, artifactUrl === undefined ? {} : { artifactUrl }));
  }
  for (const { environment, text } of review.outcome.objections) console.error(`${environment}: ${text}`);
  process.exitCode = review.outcome.exitCode;
}

/** What reviews is loaded once it is known what to review: help and refusals come at once. */
async function reviewOf(
  { base, baseApp, headApp, environment: environments, allowReplacement: allowed, html }: Options,
  matrices: Map<string, Compared>,
): Promise<Review> {
  const onMatrices: OnMatrices = (environment, compared) => {
    matrices.set(environment, compared);
  };
  const common = {
    project: PROJECT,
    environments,
    allowed,
    // To work them out takes a second or more for each form that changes.
    ...(html === undefined ? {} : { onMatrices }),
  };
  if (base !== undefined && baseApp === undefined && headApp === undefined) {
    const { reviewRevision } = await import('../lib/review/run-review.js');
    return reviewRevision({
      ...common,
      base,
      compareAccess: await comparisonByPlatform(),
      onProgress: (line) => {
        console.error(line);
      },
      signal: whenInterrupted(),
    });
  }
  if (base !== undefined || baseApp === undefined || headApp === undefined) {
    return program.error('error: give --base, or --base-app and --head-app');
  }
  const { reviewAssemblies } = await import('../lib/review/review-assemblies.js');
  return reviewAssemblies({ ...common, baseApp, headApp, compareAccess: await comparisonByPlatform() });
}

async function comparisonByPlatform(): Promise<CompareAccess> {
  const { compareAccess } = await import('../packages/isolation-proof/src/difference/compare-access.js');
  const { SPECIFICATION } = await import('../lib/isolation/specification.js');
  return (base, head) => compareAccess(base, head, SPECIFICATION);
}

/** @throws ConfigurationError if the file cannot be written */
function write(file: string, text: string): void {
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new ConfigurationError([
      { place: file, fix: `cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})` },
    ]);
  }
}
