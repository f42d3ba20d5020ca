import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const command = new Command('npm run release-files --')
  .description(
    'Writes the files of a release: packed packages, the program of hubs with its .deb and .rpm, a bill of materials ' +
      '(CycloneDX), the page of what each environment proves, the notes from CHANGELOG.md, and their SHA-256 checksums.',
  )
  .option('--out <folder>', 'where to write them; a new or empty folder', 'dist/release')
  .option(
    '--tag <tag>',
    'the tag of the release, vVERSION: the versions of all packages, the changelog and the record in test/upgrade ' +
      'have to agree with it',
  )
  .addHelpText(
    'after',
    [
      '',
      'Without --tag it is a trial. The same commit gives the same bytes, but for the pages, which say when they were',
      'made. Takes about 20 s for each environment.',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run release-files -- --out /tmp/release',
      '  npm run release-files -- --tag v0.2.0 && (cd dist/release && sha256sum --check SHA256SUMS)',
    ].join('\n'),
  )
  .allowExcessArguments(false);
const { out, tag } = asCommandLine(command).parse().opts<{ out: string; tag?: string }>();

main().catch(tellAndEnd);

async function main(): Promise<void> {
  const { writeReleaseFiles } = await import('../tools/release/write-release-files.js');
  const files = await writeReleaseFiles({
    repository: join(__dirname, '..'),
    out: resolve(out),
    tag,
    progress: (line) => {
      console.error(`... ${line}`);
    },
  });
  for (const file of files) console.log(join(out, file));
}
