import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LicenceError } from './errors';

/** A package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier of its licence. */
  readonly licence: string;
  /** Text of its licence; undefined where the package ships none. */
  readonly text: string | undefined;
  /** Its notices, which travel with the code: Apache-2.0, section 4 (d). */
  readonly notices: readonly string[];
}

/** Licences whose code may be handed on in a bundle. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
]);

/**
 * Reads whose code is in a bundle.
 * @param inputs files that were bundled, relative to `root`, as esbuild's metafile names them
 * @param root folder that holds `node_modules`
 * @returns one entry for each package and version, in order of their names
 * @throws LicenceError naming every package whose licence is not known to be permissive
 */
export function readBundledPackages(inputs: readonly string[], root: string): BundledPackage[] {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const packages = [...folders].map((folder) => readPackage(join(root, folder)));
  const refused = packages.filter(({ licence }) => !PERMISSIVE.has(licence));
  if (refused.length > 0) throw new LicenceError(refused);
  return packages.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

/** `node_modules/a/node_modules/@scope/b/index.js` is of `node_modules/a/node_modules/@scope/b`. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((file) =>
    file.isFile() ? [file.name] : [],
  );
  const texts = (pattern: RegExp): string[] =>
    files
      .filter((file) => pattern.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return {
    name,
    version,
    licence: license ?? 'none',
    text: texts(/^licen[cs]e(\.\w+)?$/i)[0],
    notices: texts(/^(notice|copyrightnotice)(\.\w+)?$/i),
  };
}

export function nameOf({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string {
  return `${name} ${version}`;
}
