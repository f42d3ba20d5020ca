import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPageScript } from './build-script';

/** Beside this file in the packed package. */
const BUILT = join(__dirname, 'client.js');
const ENTRY = join(__dirname, 'client', 'main.ts');

let script: string | undefined;

/** The page's JavaScript. In a checkout it is built once for a process. */
export function pageScript(): string {
  script ??= existsSync(BUILT) ? readFileSync(BUILT, 'utf8') : buildPageScript(ENTRY);
  return script;
}
