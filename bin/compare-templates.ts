import { join } from 'node:path';
import { Command, Option } from 'commander';
import { readAssemblyTemplates } from '../lib/revisions/assembly-templates';
import { compareAssemblies, type TemplateComparison } from '../tools/compare-templates/compare-assemblies';
import { comparisonText, isChanged } from '../tools/compare-templates/comparison-report';
import { compareWithRevision } from '../tools/compare-templates/synthesize-revisions';
import { IGNORABLE_KINDS, type IgnorableKind } from '../tools/compare-templates/template-differences';
import { asCommandLine, tellAndEndWith } from '../config/command-line';
import { whenInterrupted } from '../config/interruption';

const PROJECT = join(__dirname, '..');
const EXIT_CODES = { same: 0, changed: 1, notCompared: 2 } as const;

interface Options {
  readonly base?: string;
  readonly head?: string;
  readonly baseRef?: string;
  readonly ignore: readonly IgnorableKind[];
  readonly json?: boolean;
}

const program = new Command('npm run compare-templates --')
  .description(
    'Compares synthesized templates byte for byte, and shows what differs by stack and logical id: what a change ' +
      'of the code changes in the deployed templates, or that it changes nothing.',
  )
  .option('--base <folder>', 'assembly of cdk synth from before the change')
  .option('--head <folder>', 'assembly of cdk synth from after the change')
  .option(
    '--base-ref <revision>',
    'compare the working tree with a branch, tag or commit instead: every environment of both is synthesized',
  )
  .addOption(
    new Option('--ignore <kinds...>', 'kinds of differences to show without counting them')
      .choices(IGNORABLE_KINDS)
      .default([], 'every difference counts'),
  )
  .option('--json', 'print the comparison as JSON')
  .addHelpText(
    'after',
    [
      '',
      'Differences that --ignore takes: asset-hash, where only the hash of an asset differs; metadata, as construct',
      'paths; layout, the order of keys and white space. Tags and termination protection of stacks are compared, too.',
      '',
      'Folders take a second. --base-ref needs git, and 20 s for each environment; its worktree is removed again.',
      '',
      'Exit codes: 0 nothing changed, 1 something changed, 2 bad arguments, or templates could not be compared.',
      '',
      'Examples:',
      '  npm run compare-templates -- --base-ref main',
      '  npm run compare-templates -- --base /tmp/before --head cdk.out',
      '  npm run compare-templates -- --base /tmp/before --head cdk.out --ignore metadata asset-hash',
      "  npm run --silent compare-templates -- --base-ref v0.1.0 --json | jq '.templates[] | select(.changed)'",
    ].join('\n'),
  )
  .allowExcessArguments(false);
const options = asCommandLine(program).parse().opts<Options>();

main(options).catch(tellAndEndWith(EXIT_CODES.notCompared));

async function main({ ignore, json = false }: Options): Promise<void> {
  const comparisons = await compare(options);
  const changed = comparisons.some((comparison) => isChanged(comparison, ignore));
  const templates = comparisons.map((one) => ({ ...one, changed: isChanged(one, ignore) }));
  console.log(json ? JSON.stringify({ changed, templates }, null, 2) : comparisonText(comparisons, ignore));
  process.exitCode = changed ? EXIT_CODES.changed : EXIT_CODES.same;
}

async function compare({ base, head, baseRef }: Options): Promise<TemplateComparison[]> {
  if (baseRef !== undefined && base === undefined && head === undefined) {
    return compareWithRevision({
      project: PROJECT,
      baseRef,
      onProgress: (line) => {
        console.error(line);
      },
      signal: whenInterrupted(),
    });
  }
  if (base === undefined || head === undefined || baseRef !== undefined) {
    return program.error('error: give --base and --head, or --base-ref');
  }
  return compareAssemblies(readAssemblyTemplates(base), readAssemblyTemplates(head));
}
