import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const PROJECT = join(__dirname, '..');

const command = new Command('npm run record-release --')
  .description(
    'Records the templates of a release in test/upgrade, small and normalised. Tests compare all later code with ' +
      'them: nothing that was deployed is replaced, deleted or renamed, and nobody loses access, unless it is listed.',
  )
  .option('--release <version>', 'version to record', versionOf(PROJECT))
  .option('--app <folder>', 'assembly that the release itself made of test/upgrade/next/upgrade.json')
  .option('--replace', 'replace the record of a version that is not out yet')
  .option('--json', 'print the files that were written as JSON')
  .addHelpText(
    'after',
    [
      '',
      'Without --app, the working tree is synthesized, which takes a few seconds and needs no credentials.',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run record-release',
      '  npm run record-release -- --release 0.2.0 --replace',
      '  npm run record-release -- --release 0.1.0 --app /tmp/cdk.out-of-0.1.0',
    ].join('\n'),
  )
  .allowExcessArguments(false);
const options = asCommandLine(command)
  .parse()
  .opts<{ release: string; app?: string; replace?: boolean; json?: boolean }>();

main().catch(tellAndEnd);

async function main(): Promise<void> {
  const { recordRelease } = await import('../tools/release/record-release.js');
  const { release: version, app, replace = false } = options;
  const files = recordRelease({
    records: join(PROJECT, 'test', 'upgrade'),
    version,
    ...(app === undefined ? {} : { app }),
    replace,
  }).map((file) => relative(process.cwd(), file));
  console.log(options.json ? JSON.stringify({ version, files }, null, 2) : files.join('\n'));
}

function versionOf(project: string): string {
  const text = readFileSync(join(project, 'package.json'), 'utf8');
  return z.looseObject({ version: z.string() }).parse(JSON.parse(text)).version;
}
