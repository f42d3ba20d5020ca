import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';
import { requireOutputFolder } from '../config/output-folder';
import { writeChecksums } from '../tools/hub-bundle/checksums';
import { requireKey, signFile } from '../tools/hub-bundle/sign-file';
import { writeHubPackages } from '../tools/hub-packages/write-hub-packages';

interface Options {
  readonly out: string;
  readonly signKey?: string;
}

const command = new Command('npm run package-hub --')
  .description(
    'Writes what owners install on a Data Hub: a .deb, an .rpm, the program in one file, and SHA256SUMS of all three.',
  )
  .option('--out <folder>', 'where to write them', 'dist/hub')
  .option('--sign-key <file>', 'key of OpenSSH to sign SHA256SUMS with; the signature is SHA256SUMS.sig')
  .addHelpText(
    'after',
    [
      '',
      'The same commit gives the same bytes; SOURCE_DATE_EPOCH (seconds since 1970) sets another time than that of the',
      'commit. Needs Python with venv, and the first time the network. Takes 2 s, the first time 10 s.',
      EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npm run package-hub && sudo apt install ./dist/hub/data-hub_*.deb',
      '  npm run package-hub -- --out /tmp/hub --sign-key ~/.ssh/release',
    ].join('\n'),
  )
  .allowExcessArguments(false);

async function main({ out, signKey }: Options): Promise<void> {
  if (signKey !== undefined) requireKey(signKey);
  requireOutputFolder('--out', resolve(out), out);
  const files = await writeHubPackages({
    repository: join(__dirname, '..'),
    out: resolve(out),
    progress: (line) => {
      console.error(`... ${line}`);
    },
  });
  for (const file of files) console.log(join(out, file));
  const checksums = writeChecksums(out, files);
  console.log(checksums);
  if (signKey !== undefined) console.log(await signFile(checksums, signKey));
}

main(asCommandLine(command).parse().opts<Options>()).catch(tellAndEnd);
