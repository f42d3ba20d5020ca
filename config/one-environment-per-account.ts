import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Node, parseTree } from 'jsonc-parser';
import { environmentNameProblem } from './environment-schema';
import type { Problem } from './errors';

/** The one part of an environment that no other may have. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * Problems of an environment that is in the account and Region of another one, one for each other file.
 *
 * Two environments there would share what has no name of an environment: connector repositories, the IoT and
 * Glue endpoints, the account's quotas and its administrators. A different `namePrefix` changes none of that.
 *
 * A file that is broken elsewhere is still compared, by whatever of it can be read. What cannot be read at all is
 * passed over: that environment cannot be deployed either, and once it is mended both refuse.
 * @param others names of the files in the same folder; the environment's own is passed over, and so is what no
 * environment can be called.
 */
export function sharedAccountProblems(
  environment: Place & { readonly name: string },
  directory: string,
  others: readonly string[],
): Problem[] {
  const { name, account, region } = environment;
  const fileOf = (other: string): string => relative(process.cwd(), join(directory, `${other}.json`));
  return others
    .filter((other) => other !== name && environmentNameProblem(other) === undefined)
    .filter((other) => isIn({ account, region }, join(directory, `${other}.json`)))
    .map((other) => ({
      place: `${fileOf(name)} $.account`,
      value: account,
      fix:
        `${fileOf(other)} is in the same account and Region (${region}); ` +
        'give each environment an account or a Region of its own',
    }));
}

function isIn({ account, region }: Place, file: string): boolean {
  const root = treeOf(file);
  return valuesOf(root, 'account').includes(account) && valuesOf(root, 'region').includes(region);
}

function treeOf(file: string): Node | undefined {
  try {
    // The parser goes on after errors, so that a comma too many hides nothing.
    return parseTree(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Every value of a top-level field, also where it stands twice. */
function valuesOf(root: Node | undefined, field: string): unknown[] {
  const properties = root?.type === 'object' ? (root.children ?? []) : [];
  return properties.flatMap(({ children: [key, value] = [] }) =>
    key?.value === field ? [value?.value as unknown] : [],
  );
}
