import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { writeChecksums } from '../tools/hub-bundle/checksums';
import { readBuildIdentity } from '../tools/hub-bundle/build-identity';
import { requireKey, signFile } from '../tools/hub-bundle/sign-file';
import { writeHubBundle } from '../tools/hub-bundle/write-hub-bundle';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { requireOutputFile } from '../config/output-file';

const command = new Command('npm run bundle-hub --')
  .description(
    'Writes the commands of a Data Hub into one file, which needs Node.js 20 or later and nothing else, and ' +
      'SHA256SUMS beside it.',
  )
  .option('--out <file>', 'where to write it', 'dist/data-hub.js')
  .option('--sign-key <file>', 'key of OpenSSH to sign SHA256SUMS with; the signature is SHA256SUMS.sig')
  .addHelpText(
    'after',
    [
      '',
      'The licences of all that is bundled stand at the end of the file. The same commit gives the same bytes. Takes',
      'about a second.',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run bundle-hub && scp dist/data-hub.js hub:/usr/local/bin/data-hub',
      '  npm run bundle-hub -- --sign-key ~/.ssh/release && (cd dist && sha256sum --check SHA256SUMS)',
    ].join('\n'),
  )
  .allowExcessArguments(false);

async function main({ out, signKey }: { out: string; signKey?: string }): Promise<void> {
  if (signKey !== undefined) requireKey(signKey);
  requireOutputFile('--out', out);
  const repository = join(__dirname, '..');
  const size = await writeHubBundle(repository, resolve(out), await readBuildIdentity(repository));
  console.log(`${out}: ${(size / 1e6).toFixed(1)} MB`);
  const checksums = writeChecksums(dirname(out), [basename(out)]);
  console.log(checksums);
  if (signKey !== undefined) console.log(await signFile(checksums, signKey));
}

main(asCommandLine(command).parse().opts<{ out: string; signKey?: string }>()).catch(tellAndEnd);
