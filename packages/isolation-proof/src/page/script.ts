import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ENTRY = join(__dirname, 'client', 'main.ts');

let built: string | undefined;

/** The page's JavaScript: the modules that `client/main` imports, as one script. Built once for a process. */
export function pageScript(): string {
  built ??= build();
  return built;
}

function build(): string {
  const { outputFiles } = buildSync({
    entryPoints: [ENTRY],
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
