import { appendFileSync, chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { readBundledPackages } from './bundled-packages';
import { asComment, licenceNotices } from './licence-notices';

const ENTRY = join('packages', 'data-hub', 'bin', 'hub-program.ts');
/** The oldest Node.js that a hub may have. */
const TARGET = 'node20';

/**
 * Writes the commands of a Data Hub into one executable file, with the licences of all that is in it at its end.
 * @param repository root of the repository
 * @returns its size in bytes
 * @throws LicenceError if something in it may not be handed on
 */
export function writeHubBundle(repository: string, out: string): number {
  const { metafile } = buildSync({
    absWorkingDir: repository,
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
    // All licences follow in whole, so that their headers need not be repeated.
    legalComments: 'none',
    banner: { js: '#!/usr/bin/env node' },
    metafile: true,
    logLevel: 'error',
  });
  appendFileSync(
    out,
    asComment(licenceNotices(readBundledPackages(Object.keys(metafile.inputs), repository))),
  );
  chmodSync(out, 0o755);
  return statSync(out).size;
}
