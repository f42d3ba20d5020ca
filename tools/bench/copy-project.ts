import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What commands need of the project. `node_modules` is linked: nothing writes there. */
const COPIED = [
  ...['bin', 'config', 'constructs', 'lib', 'packages', 'policies', 'tools'],
  ...['cdk.json', 'package.json', 'tsconfig.json'],
];

/**
 * Copies a checkout of the project, so that it can have environments of its own. Those that ship stay behind: two of one
 * account are refused.
 */
export function copyProject(checkout: string, folder: string): void {
  mkdirSync(join(folder, 'environments'), { recursive: true });
  for (const name of COPIED) cpSync(join(checkout, name), join(folder, name), { recursive: true });
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'dir');
}
