import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPageScript } from './build-script';

/** Of each page, the built script beside this file in the packed package, and its entry in a checkout. */
const SCRIPTS = {
  proof: { built: 'client.js', entry: 'main.ts' },
  comparison: { built: 'comparison-client.js', entry: 'comparison.ts' },
} as const;

const scripts = new Map<keyof typeof SCRIPTS, string>();

/** The JavaScript of a page. In a checkout it is built once for a process. */
export function pageScript(page: keyof typeof SCRIPTS): string {
  const known = scripts.get(page);
  if (known !== undefined) return known;
  const { built, entry } = SCRIPTS[page];
  const file = join(__dirname, built);
  const script = existsSync(file)
    ? readFileSync(file, 'utf8')
    : buildPageScript(join(__dirname, 'client', entry));
  scripts.set(page, script);
  return script;
}
