import { appendFileSync, chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';
import type { BuildIdentity } from './build-identity';
import { readBundledPackages } from './bundled-packages';
import { asComment, licenceNotices } from './licence-notices';

const ENTRY = join('packages', 'data-hub', 'bin', 'hub-program.ts');
/** The oldest Node.js that a hub may have. */
const OLDEST_NODE = 20;
/** Stands before all else, in words that older ones understand: an .rpm cannot demand a version everywhere. */
const OLDER_NODE_REFUSED =
  // A directive counts only before every statement, and the bundler's own comes after this one.
  '"use strict";' +
  `if(parseInt(process.versions.node,10)<${OLDEST_NODE}){` +
  `console.error("data-hub needs Node.js ${OLDEST_NODE} or later; this is "+process.version+". Install a newer one.");` +
  'process.exit(2)}';

/** Zod's messages in 50 languages, a fifth of the file. Those in English come from elsewhere in Zod. */
const withoutTranslations: Plugin = {
  name: 'without-translations',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export {};',
    }));
  },
};

/**
 * Writes the commands of a Data Hub into one executable file, with the licences of all that is in it at its end.
 * The same commit gives the same bytes.
 * @param repository root of the repository
 * @param identity what `--version` tells
 * @returns its size in bytes
 * @throws LicenceError if something in it may not be handed on
 */
export async function writeHubBundle(
  repository: string,
  out: string,
  { version, commit }: Pick<BuildIdentity, 'version' | 'commit'>,
): Promise<number> {
  const { metafile } = await bundle({
    absWorkingDir: repository,
    entryPoints: [ENTRY],
    outfile: out,
    bundle: true,
    platform: 'node',
    target: `node${OLDEST_NODE}`,
    // Modules before CommonJS, unlike esbuild's default for Node.js: only of them can it leave out what is not used.
    mainFields: ['module', 'main'],
    plugins: [withoutTranslations],
    define: { DATA_HUB_BUILD: JSON.stringify({ version, commit }) },
    minify: true,
    // Stack traces are read.
    keepNames: true,
    // All licences follow in whole, so that their headers need not be repeated.
    legalComments: 'none',
    banner: { js: `#!/usr/bin/env node\n${OLDER_NODE_REFUSED}` },
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
