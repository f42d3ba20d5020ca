import { z } from 'zod';
import type { DependencyChange, DependencyChanges } from './dependency-change';

const packageSchema = z.looseObject({
  version: z.string().optional(),
  /** Of a link to a package of the repository. */
  link: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), packageSchema) });
type Lock = z.output<typeof lockSchema>;

const INSTALLED = 'node_modules/';

/**
 * What changed of packages between two lock files of npm (version 2 or 3).
 * @returns a sentence where a lock file cannot be read
 */
export function dependencyChanges(base: string, head: string): DependencyChanges | string {
  const before = readLock(base);
  const after = readLock(head);
  if (before === undefined || after === undefined) {
    return `package-lock.json of the ${before === undefined ? 'base' : 'head'} cannot be read`;
  }
  const versions = [installedVersions(before), installedVersions(after)] as const;
  const direct = [directKinds(before), directKinds(after)] as const;
  const changes = [...new Set([...versions[0].keys(), ...versions[1].keys()])].sort().flatMap((place) => {
    const [from, to] = versions.map((all) => all.get(place));
    return from === to ? [] : [{ place, from, to }];
  });
  const isDirect = (place: string): boolean => direct.some((kinds) => kinds.has(place));
  const transitive = changes.filter(({ place }) => !isDirect(place));
  return {
    direct: [...new Set(direct.flatMap((kinds) => [...kinds.keys()]))]
      .sort()
      .flatMap((name): DependencyChange[] => {
        const [from, to] = direct.map((kinds, side) =>
          kinds.has(name) ? versions[side]?.get(name) : undefined,
        );
        const kind = direct[1].get(name) ?? direct[0].get(name) ?? 'dependency';
        if (from === to) return [];
        return [{ name, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), kind }];
      }),
    transitive: {
      added: transitive.filter(({ from }) => from === undefined).length,
      removed: transitive.filter(({ to }) => to === undefined).length,
      changed: transitive.filter(({ from, to }) => from !== undefined && to !== undefined).length,
    },
  };
}

function readLock(text: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Versions by place below `node_modules`: a package that is installed twice is in two places. */
function installedVersions({ packages }: Lock): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(packages).flatMap(([place, { version, link }]): [string, string][] =>
      place.startsWith(INSTALLED) && link !== true && version !== undefined
        ? [[place.slice(INSTALLED.length), version]]
        : [],
    ),
  );
}

/** Packages that the repository's own packages name. */
function directKinds({ packages }: Lock): ReadonlyMap<string, DependencyChange['kind']> {
  const own = Object.entries(packages).filter(([place]) => !place.includes(INSTALLED));
  const kinds = new Map<string, DependencyChange['kind']>();
  for (const [, { devDependencies = {} }] of own) {
    for (const name of Object.keys(devDependencies)) kinds.set(name, 'development');
  }
  for (const [, { dependencies = {}, optionalDependencies = {} }] of own) {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      kinds.set(name, 'dependency');
  }
  return kinds;
}
