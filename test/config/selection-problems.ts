import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, type Problem } from '../../config/errors';
import { selectFromContext } from '../../config/selection';

/** Makes a folder with the environments `local` and `dev`, each with an active and a suspended organization. */
export function makeEnvironments(): string {
  const directory = join(mkdtempSync(join(tmpdir(), 'selection-')), 'environments');
  mkdirSync(directory);
  for (const [name, account] of [
    ['local', '123456789012'],
    ['dev', '111122223333'],
  ] as const) {
    const organizations = [
      { slug: 'acme', displayName: 'Acme Corporation' },
      { slug: 'acme-eu', displayName: 'Acme Europe', status: 'suspended' },
    ];
    writeFileSync(
      join(directory, `${name}.json`),
      JSON.stringify({ account, region: 'eu-central-1', organizations }),
    );
  }
  return directory;
}

/** All that is wrong with this context. */
export function selectionProblems(
  context: Readonly<Record<string, unknown>>,
  directory: string,
  options?: Parameters<typeof selectFromContext>[2],
): readonly Problem[] {
  try {
    selectFromContext(context, directory, options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems;
  }
  return [];
}
