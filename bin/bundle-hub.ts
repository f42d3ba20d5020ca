import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { Command } from 'commander';
import { EXIT_CODES_HELP, refuseBadArguments } from './command-line';

const ENTRY = join(__dirname, 'hub-commands', 'hub-program.ts');
/** The oldest Node.js that a hub may have. */
const TARGET = 'node20';

const command = new Command('npm run bundle-hub --')
  .description('Writes the commands of a Data Hub into one file, which needs Node.js 20 and nothing else.')
  .option('--out <file>', 'where to write it', 'dist/data-hub.js')
  .addHelpText(
    'after',
    `\n${EXIT_CODES_HELP}\n` +
      '\nExample:\n  npm run bundle-hub && scp dist/data-hub.js hub:/usr/local/bin/data-hub',
  )
  .allowExcessArguments(false);
const { out } = refuseBadArguments(command).parse().opts<{ out: string }>();

buildSync({
  entryPoints: [ENTRY],
  outfile: out,
  bundle: true,
  platform: 'node',
  target: TARGET,
  // Its entry for CommonJS finds its parts by a call that no bundler can follow.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  // Names stay as they are: stack traces are read.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'eof',
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'error',
});
chmodSync(out, 0o755);
console.log(`${out}: ${(statSync(out).size / 1e6).toFixed(1)} MB`);
