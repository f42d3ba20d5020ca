import { createRequire } from 'node:module';

/** Needed to develop, and not by whoever uses the packed package. */
const load = createRequire(__filename);

/**
 * The modules that an entry imports, as one script for browsers.
 * @param entry file of a TypeScript module
 */
export function buildPageScript(entry: string): string {
  const { buildSync } = load('esbuild') as typeof import('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    // Names stay as they are: whoever inspects the page can read it.
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
